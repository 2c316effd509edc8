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

/** The same, while they are taken. */
type TurnsTaken = { -readonly [What in keyof Turns]: number[] }

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
  /** Of each process. */
  readonly rounds: number
  /** Each client has so many, one after the other. */
  readonly processes: number
  readonly ms: number
}

/**
 * Calls before those that count: those of the others have taken the processor's caches over, and in a pause Node lets go of
 * compiled code, so that the first second after 20 s took up to three times as long a call.
 */
const leadInMs = 1000

/** From this share of its time on, the server is what is measured. */
const busy = 0.9

/** Lets all clients make the same call for a while, taking turns, against a server on another core. */
export async function measureThroughput(
  quick: boolean,
  progress: (line: string) => void,
): Promise<Throughput> {
  const cores = findCores()
  const pace = quick ? { processes: 1, rounds: 3, ms: 250 } : { processes: 3, rounds: 3, ms: 700 }
  const server = await startLoadServer(await readUser(), cores)
  try {
    const turns: Record<Level, Record<string, TurnsTaken>> = { 1: {}, 16: {}, 64: {} }
    let missing: Throughput['missing'] = {}
    for (let set = 0; set < pace.processes; set += 1) {
      const clients = await startClients(server.url, cores, progress)
      ;({ missing } = clients)
      try {
        for (const level of levels) {
          progress(`${level} at a time, process ${set + 1} of ${pace.processes}`)
          await takeTurns(clients.takers, level, server, pace, set * pace.rounds, turns[level])
        }
      } finally {
        for (const taker of clients.takers.values()) await taker.stop()
      }
    }
    return { server: server.kind, cores, turns, isGoLocal: goCheckout() !== undefined, missing }
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
  { rounds, ms }: Pace,
  firstRound: number,
  rows: Record<string, TurnsTaken>,
): Promise<void> {
  const all = [...takers]
  for (let round = firstRound; round < firstRound + rounds; round += 1) {
    for (const [name, taker] of rotated(all, round)) {
      await taker.take<Outcome>({ atATime, ms: leadInMs })
      const before = server.processorTime()
      const { calls, wallMs, cpuMs } = await taker.take<Outcome>({ atATime, ms })
      const after = server.processorTime()
      const row = (rows[name] ??= { perSecond: [], perCpuSecond: [], serverShare: [] })
      row.perSecond.push((calls * 1000) / wallMs)
      row.perCpuSecond.push((calls * 1000) / cpuMs)
      if (before !== undefined && after !== undefined) {
        row.serverShare.push((after - before) / wallMs)
      }
    }
  }
}

/** ABC, BCA, CAB: none always comes behind the same other. */
const rotated = <T>(all: readonly T[], by: number): T[] => [
  ...all.slice(by % all.length),
  ...all.slice(0, by % all.length),
]
