import { measure } from '../child.ts'
import type { Section } from '../section.ts'

/** What a walk over a million users needs, in bytes. */
export interface Walk {
  readonly seconds: number
  readonly heapBefore: number
  /** The most that was in use right after a collection. */
  readonly heapPeak: number
  readonly rssBefore: number
  readonly rssPeak: number
}

/** The walks, each in a process of its own. */
export interface Memory {
  readonly users: number
  /** Ours, with a forced collection every so often: what is really held. */
  readonly collected: Walk
  /** Ours, left alone: what the process grows to. */
  readonly natural: Walk
  /** A loop with nothing but `JSON.parse`, left alone: what Node grows to anyway. */
  readonly plain: Walk
}

const users = 1_000_000

/** Walks a million users, pages of 200. */
export async function measureMemory(): Promise<Memory> {
  const walk = (walker: 'ours' | 'fetch', gcEveryPages: number) =>
    measure<Walk>('memory', { users, walker, gcEveryPages })
  return {
    users,
    collected: await walk('ours', 100),
    natural: await walk('ours', 0),
    plain: await walk('fetch', 0),
  }
}

/** How much heap is held above the baseline, in MB. */
export const heapGrowth = ({ collected }: Memory): number =>
  (collected.heapPeak - collected.heapBefore) / 1e6

/** The walks as a table. The heap is known only where collections were forced. */
export function memorySections({ collected, natural, plain }: Memory): Section[] {
  return [
    {
      title: 'A million users, page by page, MB above the baseline',
      rows: [
        ['', 'heap after gc', 'resident peak', '(resident, all)', 'seconds'],
        walkRow('ours, gc forced', collected, growth(collected.heapBefore, collected.heapPeak)),
        walkRow('ours, left alone', natural, ''),
        walkRow('JSON.parse loop, left alone', plain, ''),
      ],
    },
  ]
}

function walkRow(name: string, { rssBefore, rssPeak, seconds }: Walk, heap: string): string[] {
  const all = (rssPeak / 1e6).toFixed(0)
  return [name, heap, growth(rssBefore, rssPeak), all, seconds.toFixed(1)]
}

const growth = (from: number, to: number): string => `+${((to - from) / 1e6).toFixed(1)}`
