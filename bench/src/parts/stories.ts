import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { measureFile } from '../child.ts'
import type { Section } from '../section.ts'
import { pairwise, samplesOf, spread } from '../stats.ts'
import type { Samples, Spread } from '../stats.ts'
import { withSpread } from '../table.ts'

/** What the demo's story takes on emulated hubs of one process, in seconds. */
export interface Stories {
  /** How many are played at once. */
  readonly count: number
  readonly one: Spread
  readonly many: Spread
  /** How much longer all of them take than one. */
  readonly manyOverOne: Spread
}

const count = 100
const program = fileURLToPath(new URL('../../measured/stories.mjs', import.meta.url))

/** Plays the story on one hub, and on many at once, each on its own, in turn. */
export async function measureStories(quick: boolean): Promise<Stories> {
  const folder = await mkdtemp(join(tmpdir(), 'jupyterhub-bench-'))
  try {
    const outfile = join(folder, 'stories.mjs')
    const options = { bundle: true, platform: 'node', format: 'esm', logLevel: 'silent' } as const
    await build({ entryPoints: [program], outfile, ...options })
    const samples = await measureFile<Samples>(outfile, { count, rounds: quick ? 3 : 7 })
    return {
      count,
      one: spread(samplesOf(samples, 'one')),
      many: spread(samplesOf(samples, 'many')),
      manyOverOne: pairwise(samples, 'many', 'one', (many, one) => many / one),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The times as a table. */
export function storySections({ count: hubs, one, many, manyOverOne }: Stories): Section[] {
  return [
    {
      title: 'The story of the demo, s: a second of it is a server that starts',
      rows: [
        ['', 's', 'times as long as one'],
        ['on one emulated hub', withSpread(one, 2), ''],
        [`on ${hubs} at once, in one process`, withSpread(many, 2), withSpread(manyOverOne, 2)],
      ],
    },
  ]
}
