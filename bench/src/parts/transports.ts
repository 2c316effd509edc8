import { hubHeaders, userJson } from '../../measured/user.mjs'
import { measure } from '../child.ts'
import { startNginx } from '../nginx.ts'
import { pairwise, samplesOf, spread } from '../stats.ts'
import type { Samples, Spread, Timed } from '../stats.ts'
import { table, withSpread } from '../table.ts'

/** Calls at a time. */
const loads = [1, 16, 64] as const
type Load = (typeof loads)[number]
const reference = 'raw fetch'
/** A server that takes this share of the time, or more, is what was measured. */
const serverIsLimit = 0.9

/** What one way to send a request took, in microseconds per call. */
interface Cost {
  /** On the clock: a million over it is the throughput. */
  readonly wall: Spread
  readonly cpu: Spread
  /** Throughput over that of raw `fetch`, round by round. */
  readonly ratio: Spread
  /** Share of the time that the server was at work. */
  readonly serverBusy: number
}

/** With what the server took meanwhile. */
type Loaded = Timed & { readonly server: Samples }

/** By calls at a time, by way. */
export type Transports = Readonly<Record<Load, Readonly<Record<string, Cost>>>>

/** Times both transports beside what they are made of, against a compiled server. */
export async function measureTransports(quick: boolean): Promise<Transports> {
  const server = await startNginx(userJson('ada'), hubHeaders)
  const blocks = quick ? 3 : 7
  const run = async (atATime: Load) => {
    const { url, pid } = server
    const settings = { url, serverPid: pid, atATime, calls: 1500, rounds: 3, warmUpRounds: 2 }
    const found: Loaded[] = []
    // Turn by turn, a process each: what the machine does meanwhile falls on both.
    for (let block = 0; block < blocks; block += 1) {
      const byFetch = await measure<Loaded>('transports', { ...settings, by: 'fetch' })
      const byNode = await measure<Loaded>('transports', { ...settings, by: 'node' })
      found.push({
        wall: { ...byFetch.wall, ...byNode.wall },
        cpu: { ...byFetch.cpu, ...byNode.cpu },
        server: { ...byFetch.server, ...byNode.server },
      })
    }
    return costs({
      wall: joined(found.map(({ wall }) => wall)),
      cpu: joined(found.map(({ cpu }) => cpu)),
      server: joined(found.map(({ server: taken }) => taken)),
    })
  }
  try {
    return { 1: await run(1), 16: await run(16), 64: await run(64) }
  } finally {
    server.stop()
  }
}

/** Ratios first: they are what carries over to another machine. */
export function renderTransports(transports: Transports): string[] {
  const names = Object.keys(transports[1])
  const row = (tell: (cost: Cost) => string) => (name: string) => [
    name,
    ...loads.map((load) => tell(transports[load][name] as Cost)),
  ]
  const section = (title: string, tell: (cost: Cost) => string) => [
    title,
    ...table([['calls at a time', ...loads.map(String)], ...names.map(row(tell))]),
    '',
  ]
  return [
    ...section('Throughput over that of raw fetch', ({ ratio }) => withSpread(ratio, 2)),
    ...section('Calls a second', ({ wall }) => (1e6 / wall.median).toFixed(0)),
    ...section('Time per call, µs', ({ wall }) => withSpread(wall, 0)),
    ...section('Processor time per call, µs', ({ cpu }) => withSpread(cpu, 0)),
    ...section('Share of the time that the server worked', ({ serverBusy }) =>
      serverBusy >= serverIsLimit ? `${serverBusy.toFixed(2)}, the limit` : serverBusy.toFixed(2),
    ),
  ]
}

/** Rounds of several blocks, one after the other. */
const joined = (blocks: readonly Samples[]): Samples =>
  Object.fromEntries(
    Object.keys(blocks[0] ?? {}).map((name) => [
      name,
      blocks.flatMap((block) => [...samplesOf(block, name)]),
    ]),
  )

function costs({ wall, cpu, server }: Loaded): Record<string, Cost> {
  const cost = (name: string): Cost => ({
    wall: spread(samplesOf(wall, name)),
    cpu: spread(samplesOf(cpu, name)),
    ratio: pairwise(wall, reference, name, (its, own) => its / own),
    serverBusy: pairwise(
      { ...wall, server: samplesOf(server, name) },
      'server',
      name,
      (a, b) => a / b,
    ).median,
  })
  return Object.fromEntries(Object.keys(wall).map((name) => [name, cost(name)]))
}
