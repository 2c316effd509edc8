import { measure } from '../child.ts'
import type { Section } from '../section.ts'
import { pairwise, samplesOf, spread } from '../stats.ts'
import type { Samples, Spread } from '../stats.ts'
import { withSpread } from '../table.ts'

/** What the emulator takes, in milliseconds where nothing else is said. */
export interface Emulator {
  /** The first `createHub()` of a process. */
  readonly first: Spread
  /** Any later one. */
  readonly create: Spread
  /** Users of the large hub. */
  readonly users: number
  /** The first 200 users of the large hub, and of one that has no others. */
  readonly large: Spread
  readonly small: Spread
  /** How much longer the large one takes for it. */
  readonly largeOverSmall: Spread
  /** Making the large hub. */
  readonly fillMs: number
  readonly bytesPerUser: number
}

interface Measured {
  /** In microseconds. */
  readonly wall: Samples
  readonly fill: { readonly ms: number; readonly bytesPerUser: number }
}

const students = 100_000

/** Makes hubs, and lists users of a large one and of a small one in turn. */
export async function measureEmulator(quick: boolean): Promise<Emulator> {
  const firsts: number[] = []
  // The one before the first is not counted: it brings the files into the disk cache.
  for (let round = -1; round < (quick ? 7 : 15); round += 1) {
    const { ms } = await measure<{ ms: number }>('first-hub')
    if (round >= 0) firsts.push(ms)
  }
  const { wall, fill } = await measure<Measured>('emulator', { students, rounds: quick ? 7 : 15 })
  const ms = (name: string) => spread(samplesOf(wall, name).map((micros) => micros / 1000))
  return {
    first: spread(firsts),
    create: ms('createHub'),
    users: students,
    large: ms('large'),
    small: ms('small'),
    largeOverSmall: pairwise(wall, 'large', 'small', (large, small) => large / small),
    fillMs: fill.ms,
    bytesPerUser: fill.bytesPerUser,
  }
}

/** The times as a table. */
export function emulatorSections(emulator: Emulator): Section[] {
  const { first, create, users, large, small, largeOverSmall, fillMs, bytesPerUser } = emulator
  return [
    {
      title: 'The emulator, ms',
      rows: [
        ['', 'ms'],
        ['createHub(), the first in a process', withSpread(first, 2)],
        ['createHub(), any later one', withSpread(create, 3)],
        [`GET /users?limit=200 of ${users} users`, withSpread(large, 2)],
        ['GET /users?limit=200 of 200 users', withSpread(small, 2)],
      ],
      notes: [
        `The same page of ${users} users over that of 200: ${withSpread(largeOverSmall, 2)}.`,
        `${users} users in 20 groups: made in ${fillMs.toFixed(0)} ms, ${bytesPerUser.toFixed(0)} bytes of heap a user.`,
      ],
    },
  ]
}
