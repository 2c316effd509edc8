import { measure } from '../child.ts'
import type { Section } from '../section.ts'
import { pairwise, samplesOf, spread } from '../stats.ts'
import type { Samples, Spread, Timed } from '../stats.ts'
import { withSpread } from '../table.ts'

/** What clients add to a `fetch` that answers at once, in microseconds per call. */
export interface Overhead {
  /** The stub itself, its text read and parsed. */
  readonly stub: Spread
  /** What each client takes beyond that. */
  readonly own: Readonly<Record<string, Spread>>
  /** The same in processors' time, garbage collection and compiler threads included. */
  readonly ownCpu: Readonly<Record<string, Spread>>
}

/** Those that take a `fetch` of one's own. */
const clients = ['fetch', 'ours', 'ky', 'openapi-fetch', 'axios on fetch'] as const

/** Times calls over a stub: no network, so that all there is to see is the client's own work. */
export async function measureOverhead(quick: boolean): Promise<Overhead> {
  // Long turns: after the collection before each, the first hundreds of calls are slower for all.
  const pace = quick
    ? { rounds: 7, warmUpRounds: 3, calls: 5000 }
    : { rounds: 15, warmUpRounds: 3, calls: 5000 }
  const { wall, cpu } = await measure<Timed>('overhead', { clients, atATime: 1, ...pace })
  return { stub: spread(samplesOf(wall, 'fetch')), own: beyondStub(wall), ownCpu: beyondStub(cpu) }
}

/** The overhead as a table. */
export function overheadSections({ stub, own, ownCpu }: Overhead): Section[] {
  return [
    {
      title: 'Own time per call over a stub fetch, µs',
      rows: [
        ['', 'beyond the stub', 'in CPU time'],
        ...Object.entries(own).map(([name, micros]) => [
          name,
          withSpread(micros, 1),
          withSpread(ownCpu[name], 1),
        ]),
        ['(stub, text and JSON.parse)', withSpread(stub, 1), ''],
      ],
    },
  ]
}

function beyondStub(samples: Samples): Record<string, Spread> {
  const others = Object.keys(samples).filter((name) => name !== 'fetch')
  const beyond = (name: string) => pairwise(samples, name, 'fetch', (its, stub) => its - stub)
  return Object.fromEntries(others.map((name) => [name, beyond(name)]))
}
