import type { Checked } from './budgets.ts'
import { describeMachine } from './machine.ts'
import type { Machine } from './machine.ts'
import type { Options } from './options.ts'
import type { Part } from './parts.ts'
import { measureBundle } from './parts/bundle.ts'
import type { Bundle } from './parts/bundle.ts'
import { measureEmulator } from './parts/emulator.ts'
import type { Emulator } from './parts/emulator.ts'
import { measureImportTime } from './parts/import-time.ts'
import type { ImportTime } from './parts/import-time.ts'
import { measureJobs } from './parts/jobs.ts'
import type { Jobs } from './parts/jobs.ts'
import { measureMemory } from './parts/memory.ts'
import type { Memory } from './parts/memory.ts'
import { measureOverhead } from './parts/overhead.ts'
import type { Overhead } from './parts/overhead.ts'
import { measureScale } from './parts/scale.ts'
import type { Step } from './parts/scale.ts'
import { measureStories } from './parts/stories.ts'
import type { Stories } from './parts/stories.ts'
import { measureThroughput } from './parts/throughput.ts'
import type { Throughput } from './parts/throughput.ts'
import { verdicts } from './verdicts.ts'

/** What was measured; parts that were not wanted are `undefined`. */
export interface Measured {
  readonly throughput: Throughput | undefined
  readonly overhead: Overhead | undefined
  readonly bundle: Bundle | undefined
  readonly importTime: ImportTime | undefined
  readonly memory: Memory | undefined
  /** Why, if there was no hub. */
  readonly jobs: Jobs | { readonly noHub: string } | undefined
  readonly scale: readonly Step[] | undefined
  readonly emulator: Emulator | undefined
  readonly stories: Stories | undefined
}

/** All that one run measured. */
export interface Results extends Measured {
  readonly date: string
  readonly command: string
  readonly quick: boolean
  readonly machine: Machine
  readonly budgets: readonly Checked[]
}

/** Measures part after part: two at once would measure each other. */
export async function measureAll(
  { quick, only }: Options,
  progress: (line: string) => void,
): Promise<Results> {
  const machine = describeMachine()
  const date = new Date().toISOString()
  const step = async <T>(part: Part, work: () => Promise<T>): Promise<T | undefined> => {
    if (!only.includes(part)) return undefined
    progress(part)
    return work()
  }
  const measured: Measured = {
    throughput: await step('throughput', () => measureThroughput(quick, progress)),
    overhead: await step('overhead', () => measureOverhead(quick)),
    bundle: await step('bundle', measureBundle),
    importTime: await step('import', () => measureImportTime(quick)),
    memory: await step('memory', measureMemory),
    jobs: await step('jobs', () => measureJobs(quick, progress).catch(reasonOf)),
    scale: await step('scale', measureScale),
    emulator: await step('emulator', () => measureEmulator(quick)),
    stories: await step('stories', () => measureStories(quick)),
  }
  const args = process.argv.slice(2)
  // Where the results also went is of no use to others, and may be a folder of this machine.
  const json = args.indexOf('--json')
  if (json >= 0) args.splice(json, 2)
  return {
    date,
    command: ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' '),
    quick,
    machine,
    ...measured,
    budgets: verdicts(measured),
  }
}

/** What was measured before is worth more than a stack trace. */
const reasonOf = (error: unknown): { noHub: string } => ({ noHub: String(error) })
