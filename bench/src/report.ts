import type { Checked } from './budgets.ts'
import { renderBundle } from './parts/bundle.ts'
import { renderCalls } from './parts/calls.ts'
import { renderEmulator } from './parts/emulator.ts'
import { renderHub } from './parts/hub.ts'
import { renderImportTime } from './parts/import-time.ts'
import { renderMemory } from './parts/memory.ts'
import { renderOverhead } from './parts/overhead.ts'
import { renderStories } from './parts/stories.ts'
import type { Results } from './run.ts'

/** The results for a terminal, ratios first. */
export function renderResults(results: Results): string[] {
  const { machine, date, command, quick, hub } = results
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGB} GB, ${machine.platform}`,
    `Node ${machine.node}, load ${machine.load} at the start, ${date}, ${command}`,
    'Medians, with the 25th and 75th percentile of the rounds in brackets',
    ...(quick ? ['QUICK: few rounds, for a look'] : []),
    '',
    ...renderCalls(results.calls),
    '',
    ...('missing' in hub
      ? [`NO REAL HUB, its budget NOT checked: ${hub.missing}`]
      : renderHub(hub)),
    '',
    ...renderOverhead(results.overhead),
    '',
    ...renderImportTime(results.importTime),
    '',
    ...renderMemory(results.memory),
    '',
    ...renderBundle(results.bundle),
    '',
    ...renderEmulator(results.emulator),
    '',
    ...renderStories(results.stories),
    '',
  ]
}

/** One line for a budget. */
export function renderBudget({ what, compare, limit, unit, value, verdict }: Checked): string {
  const space = unit === '×' ? '' : ' '
  const measured =
    value === undefined ? '–' : `${value.toFixed(value < 0.1 ? 3 : 1)}${space}${unit}`
  const subject = `budget ${what}`.padEnd(52)
  return `${subject} : ${measured.padStart(8)} ${compare} ${limit}${space}${unit}  ${verdict}`
}
