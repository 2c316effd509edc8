import { renderLimit, renderValue } from './budgets.ts'
import type { Checked } from './budgets.ts'
import { describe } from './machine.ts'
import { bundleSections } from './parts/bundle.ts'
import { emulatorSections } from './parts/emulator.ts'
import { importTimeSections } from './parts/import-time.ts'
import { jobSections } from './parts/jobs-report.ts'
import { memorySections } from './parts/memory.ts'
import { overheadSections } from './parts/overhead.ts'
import { scaleSections } from './parts/scale.ts'
import { storySections } from './parts/stories.ts'
import { throughputSections } from './parts/throughput-report.ts'
import type { Measured, Results } from './run.ts'
import { renderSection } from './section.ts'
import type { Section } from './section.ts'

/** The results for a terminal, ratios first. */
export function renderResults(results: Results): string[] {
  const { machine, date, command, quick, jobs } = results
  return [
    describe(machine),
    `Load ${machine.load} at the start, ${date}, ${command}`,
    'Medians, with the 25th and 75th percentile of the rounds in brackets',
    ...(quick ? ['QUICK: few rounds, for a look'] : []),
    ...(jobs !== undefined && 'noHub' in jobs
      ? [`NO REAL HUB, its budgets NOT checked: ${jobs.noHub}`]
      : []),
    '',
    ...sectionsOf(results).flatMap(renderSection),
  ]
}

/** All tables. */
export function sectionsOf(measured: Measured): Section[] {
  const { throughput, overhead, bundle, importTime, memory, jobs } = measured
  const { scale, emulator, stories } = measured
  return [
    ...(throughput ? throughputSections(throughput) : []),
    ...(jobs && !('noHub' in jobs) ? jobSections(jobs) : []),
    ...(scale ? scaleSections(scale) : []),
    ...(overhead ? overheadSections(overhead) : []),
    ...(importTime ? importTimeSections(importTime) : []),
    ...(memory ? memorySections(memory) : []),
    ...(bundle ? bundleSections(bundle) : []),
    ...(emulator ? emulatorSections(emulator) : []),
    ...(stories ? storySections(stories) : []),
  ]
}

/** One line for a budget. */
export function renderBudget(checked: Checked): string {
  const { what, value, verdict } = checked
  const figure = value === undefined ? '–' : renderValue(checked, value)
  return `budget ${what.padEnd(55)} : ${figure.padStart(8)} ${renderLimit(checked)}  ${verdict}`
}
