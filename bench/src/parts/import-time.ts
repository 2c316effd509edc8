import { measure } from '../child.ts'
import type { Section } from '../section.ts'
import { pairwise, samplesOf, spread } from '../stats.ts'
import type { Spread } from '../stats.ts'
import { withSpread } from '../table.ts'

/** What importing takes in a new process, in milliseconds. */
export interface ImportTime {
  /** An empty module. */
  readonly empty: Spread
  /** What each package takes beyond that. */
  readonly own: Readonly<Record<string, Spread>>
}

const empty = './empty.mjs'
const packages = ['jupyterhub-client', 'ky', 'openapi-fetch', 'axios'] as const

/** Imports each package in new processes, taking turns. */
export async function measureImportTime(quick: boolean): Promise<ImportTime> {
  const subjects = [empty, ...packages]
  const samples = Object.fromEntries(subjects.map((name): [string, number[]] => [name, []]))
  const rounds = quick ? 15 : 19
  // The round before the first is not counted: it brings the files into the disk cache.
  for (let round = -1; round < rounds; round += 1) {
    for (const specifier of subjects) {
      const { ms } = await measure<{ ms: number }>('import-time', { specifier })
      if (round >= 0) samples[specifier]?.push(ms)
    }
  }
  const beyond = (name: string) => pairwise(samples, name, empty, (its, nothing) => its - nothing)
  return {
    empty: spread(samplesOf(samples, empty)),
    own: Object.fromEntries(packages.map((name) => [name, beyond(name)])),
  }
}

/** The times as a table. */
export function importTimeSections({ empty: nothing, own }: ImportTime): Section[] {
  return [
    {
      title: 'Import in a new process, ms',
      rows: [
        ['', 'beyond an empty module'],
        ...Object.entries(own).map(([name, ms]) => [name, withSpread(ms, 1)]),
        ['(empty module)', withSpread(nothing, 1)],
      ],
    },
  ]
}
