import { readFile } from 'node:fs/promises'
import { findCores } from '../cores.ts'
import type { Cores } from '../cores.ts'
import { goCheckout } from '../go-client.ts'
import { startLoadServer } from '../load-server.ts'
import type { LoadServer } from '../load-server.ts'
import { measured } from '../measured.ts'
import { spread } from '../stats.ts'
import type { Spread } from '../stats.ts'
import type { TurnTaker } from '../turns.ts'
import { startClients } from './throughput-clients.ts'

/** How many calls are under way at a time. */
export const levels = [1, 16, 64] as const
/** One of {@link levels}. */
export type Level = (typeof levels)[number]

/** What a client did in its turns, a number for each round. */
export interface Turns {
  readonly perSecond: readonly number[]
  /** Calls for each second of processors' time that the client took. */
  readonly perCpuSecond: readonly number[]
  /** Share of the time that the server was at work; empty where that cannot be known. */
  readonly serverShare: readonly number[]
}

/** What all clients did, by level and name. */
export interface Throughput {
  readonly server: LoadServer['kind']
  /** The cores that clients and server were kept on. */
  readonly cores: Cores | undefined
  readonly turns: Readonly<Record<Level, Readonly<Record<string, Turns>>>>
  /** Whether the Go client was compiled from a folder, and not from what the Go module proxy has. */
  readonly isGoLocal: boolean
  /** Clients that were not measured, and why. */
  readonly missing: Readonly<Record<string, string>>
}

interface Outcome {
  readonly calls: number
  readonly wallMs: number
  readonly cpuMs: number
}

interface Pace {
  readonly rounds: number
  readonly warmUpRounds: number
  readonly ms: number
}

/** From this share of its time on, the server is what is measured. */
const busy = 0.9

/** Lets all clients make the same call for a while, taking turns, against a server on another core. */
export async function measureThroughput(
  quick: boolean,
  progress: (line: string) => void,
): Promise<Throughput> {
  const cores = findCores()
  const server = await startLoadServer(await readUser(), cores)
  try {
    const { takers, missing } = await startClients(server.url, cores, progress)
    const pace = quick
      ? { rounds: 3, warmUpRounds: 1, ms: 250 }
      : { rounds: 7, warmUpRounds: 2, ms: 400 }
    try {
      const turns: Partial<Record<Level, Record<string, Turns>>> = {}
      for (const level of levels) {
        progress(`${level} at a time`)
        turns[level] = await takeTurns(takers, level, server, pace)
      }
      return {
        server: server.kind,
        cores,
        turns: turns as Throughput['turns'],
        isGoLocal: goCheckout() !== undefined,
        missing,
      }
    } finally {
      for (const taker of takers.values()) await taker.stop()
    }
  } finally {
    await server.stop()
  }
}

/** Whether the server was the limit, and not the client. */
export const isServerBound = ({ serverShare }: Turns): boolean =>
  serverShare.length > 0 && spread(serverShare).median >= busy

/** How often the second client's figure fits into the first's, round by round; `undefined` if one was not measured. */
export function ratio(
  throughput: Throughput,
  level: Level,
  what: 'perSecond' | 'perCpuSecond',
  first: string,
  second: string,
): Spread | undefined {
  const others = throughput.turns[level][second]?.[what]
  const own = throughput.turns[level][first]?.[what]
  if (own === undefined || others === undefined) return undefined
  return spread(own.map((value, round) => value / (others[round] ?? NaN)))
}

/** Without servers, as a token without `read:servers` gets it: the Go client cannot read them. */
async function readUser(): Promise<string> {
  const { servers: _, ...user } = JSON.parse(
    await readFile(measured('user.json'), 'utf8'),
  ) as Record<string, unknown>
  return JSON.stringify(user)
}

async function takeTurns(
  takers: ReadonlyMap<string, TurnTaker>,
  atATime: Level,
  server: LoadServer,
  { rounds, warmUpRounds, ms }: Pace,
): Promise<Record<string, Turns>> {
  const all = [...takers]
  const rows = Object.fromEntries(
    all.map(([name]) => [
      name,
      { perSecond: [] as number[], perCpuSecond: [] as number[], serverShare: [] as number[] },
    ]),
  )
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (const [name, taker] of rotated(all, round + warmUpRounds)) {
      const before = server.processorTime()
      const { calls, wallMs, cpuMs } = await taker.take<Outcome>({ atATime, ms })
      const after = server.processorTime()
      const row = rows[name]
      if (round < 0 || row === undefined) continue
      row.perSecond.push((calls * 1000) / wallMs)
      row.perCpuSecond.push((calls * 1000) / cpuMs)
      if (before !== undefined && after !== undefined) {
        row.serverShare.push((after - before) / wallMs)
      }
    }
  }
  return rows
}

/** ABC, BCA, CAB: none always comes behind the same other. */
const rotated = <T>(all: readonly T[], by: number): T[] => [
  ...all.slice(by % all.length),
  ...all.slice(0, by % all.length),
]
