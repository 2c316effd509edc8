import { measure, start } from '../child.ts'
import type { Section } from '../section.ts'
import { spread } from '../stats.ts'
import type { Spread } from '../stats.ts'
import { withSpread } from '../table.ts'

/** What walking over some users takes. */
export interface Step {
  readonly users: number
  /** Microseconds on the clock, of which the emulated hub has most. */
  readonly perUser: Spread
  /** Microseconds of processors' time, of the walking process alone. */
  readonly cpuPerUser: Spread
  /** The most heap that was held, in MB above the baseline. */
  readonly heap: Spread
}

interface Walk {
  readonly ms: number
  readonly cpuMs: number
  readonly heap: number
}

const steps = [
  { users: 1000, rounds: 5 },
  { users: 10_000, rounds: 3 },
  { users: 100_000, rounds: 1 },
]
const token = '0123456789abcdef0123456789abcdef'

/** Walks over ever more users of an emulated hub, over a socket, in pages of 200. */
export async function measureScale(): Promise<Step[]> {
  const measuredSteps: Step[] = []
  for (const { users, rounds } of steps) {
    const hub = await start<{ url: string }>('emulated-hub', { users, token })
    try {
      const walks: Walk[] = []
      for (let round = 0; round < rounds; round += 1) {
        walks.push(await measure<Walk>('scale', { url: hub.answer.url, token, users }))
      }
      measuredSteps.push(sumUp(users, walks))
    } finally {
      hub.stop()
    }
  }
  return measuredSteps
}

/** The steps as a table, in proportion to the first. */
export function scaleSections(all: readonly Step[]): Section[] {
  const [first] = all
  return [
    {
      title: 'Ever more users, on an emulated hub over a socket',
      rows: [
        [
          'users',
          'time per user, of the first row',
          'µs per user',
          'own CPU µs per user',
          'heap, MB',
        ],
        ...all.map(({ users, perUser, cpuPerUser, heap }) => [
          users.toLocaleString('en'),
          (perUser.median / (first?.perUser.median ?? NaN)).toFixed(2),
          withSpread(perUser, 1),
          withSpread(cpuPerUser, 1),
          withSpread(heap, 2),
        ]),
      ],
    },
  ]
}

const sumUp = (users: number, walks: readonly Walk[]): Step => ({
  users,
  perUser: spread(walks.map(({ ms }) => (ms * 1000) / users)),
  cpuPerUser: spread(walks.map(({ cpuMs }) => (cpuMs * 1000) / users)),
  heap: spread(walks.map(({ heap }) => heap / 1e6)),
})
