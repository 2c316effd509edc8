import { budgets, check } from './budgets.ts'
import type { Checked } from './budgets.ts'
import { describeMachine } from './machine.ts'
import type { Machine } from './machine.ts'
import type { Options } from './options.ts'
import { everything, measureBundle } from './parts/bundle.ts'
import type { Bundle } from './parts/bundle.ts'
import { measureCalls } from './parts/calls.ts'
import type { Calls } from './parts/calls.ts'
import { measureEmulator } from './parts/emulator.ts'
import type { Emulator } from './parts/emulator.ts'
import { measureHub, pageByPage } from './parts/hub.ts'
import type { RealHub } from './parts/hub.ts'
import { measureImportTime } from './parts/import-time.ts'
import type { ImportTime } from './parts/import-time.ts'
import { heapGrowth, measureMemory } from './parts/memory.ts'
import type { Memory } from './parts/memory.ts'
import { measureOverhead } from './parts/overhead.ts'
import type { Overhead } from './parts/overhead.ts'
import { measureStories } from './parts/stories.ts'
import type { Stories } from './parts/stories.ts'

/** All that one run measured. */
export interface Results {
  readonly date: string
  readonly command: string
  readonly quick: boolean
  readonly machine: Machine
  readonly calls: Calls
  readonly overhead: Overhead
  readonly bundle: Bundle
  readonly importTime: ImportTime
  readonly memory: Memory
  readonly emulator: Emulator
  readonly stories: Stories
  /** Why, if there was none. */
  readonly hub: RealHub | { readonly missing: string }
  readonly budgets: readonly Checked[]
}

/** Measures part after part: two at once would measure each other. */
export async function measureAll(
  options: Options,
  progress: (line: string) => void,
): Promise<Results> {
  const { quick } = options
  const machine = describeMachine()
  const step = <T>(line: string, part: () => Promise<T>): Promise<T> => {
    progress(line)
    return part()
  }
  const calls = await step('calls, beside other clients', () => measureCalls(quick))
  const overhead = await step('calls, over a stub', () => measureOverhead(quick))
  const bundle = await step('bundle', measureBundle)
  const importTime = await step('import', () => measureImportTime(quick))
  const memory = await step('a million users', measureMemory)
  const emulator = await step('the emulator', () => measureEmulator(quick))
  const stories = await step('the demo on 100 emulators', () => measureStories(quick))
  const hub = options.hub
    ? await step('a real hub', () => measureHub(quick, progress)).catch(reasonOf)
    : { missing: 'not wanted (--no-hub)' }
  const everythingKb = bundle[everything]
  return {
    date: new Date().toISOString(),
    command: [
      'npm run bench',
      ...(process.argv.length > 2 ? ['--'] : []),
      ...process.argv.slice(2),
    ].join(' '),
    quick,
    machine,
    calls,
    overhead,
    bundle,
    importTime,
    memory,
    emulator,
    stories,
    hub,
    budgets: [
      check(budgets.overhead, overhead.own['ours']?.median),
      check(budgets.bundle, everythingKb && (everythingKb.gzipped + everythingKb.later) / 1000),
      check(budgets.importTime, importTime.own['jupyterhub-client']?.median),
      check(budgets.memory, heapGrowth(memory)),
      check(budgets.hub, 'times' in hub ? hub.times[pageByPage]?.median : undefined),
      check(budgets.create, emulator.create.median),
      check(budgets.users, emulator.large.median),
      check(budgets.stories, stories.many.median),
    ],
  }
}

/** What was measured before is worth more than a stack trace. */
const reasonOf = (error: unknown): { missing: string } => ({ missing: String(error) })
