import type { Cores } from '../cores.ts'
import { keptOn } from '../cores.ts'
import { buildGoClient } from '../go-client.ts'
import { measured, runNode } from '../measured.ts'
import { installClients } from '../python.ts'
import { startTurns } from '../turns.ts'
import type { TurnTaker } from '../turns.ts'

/** The clients that take turns, and why others do not. */
export interface Clients {
  readonly takers: ReadonlyMap<string, TurnTaker>
  readonly missing: Readonly<Record<string, string>>
}

/** The clients that something is promised about. */
export const names = {
  ours: 'ours',
  node: 'ours, node',
  fetch: 'fetch',
  go: 'Go client',
  tunedGo: 'Go client, 64 connections',
} as const

const inNode = [names.ours, names.node, names.fetch, 'undici', 'ky', 'openapi-fetch', 'axios']
const most = 64

type CommandLine = readonly string[] | { readonly missing: string }

/** Starts every client that this machine can run, each in a process of its own. */
export async function startClients(
  url: string,
  cores: Cores | undefined,
  progress: (line: string) => void,
): Promise<Clients> {
  const takers = new Map<string, TurnTaker>()
  const missing: Record<string, string> = {}
  for (const [name, argv] of Object.entries(await commandLines(url, progress))) {
    const started = 'missing' in argv ? argv : await startTurns(name, keptOn(cores?.client, argv))
    if ('missing' in started) missing[name] = started.missing
    else takers.set(name, started)
  }
  return { takers, missing }
}

async function commandLines(
  url: string,
  progress: (line: string) => void,
): Promise<Record<string, CommandLine>> {
  const program = await buildGoClient(progress)
  const python = await installClients(progress)
  const go = (idle: number): CommandLine =>
    typeof program === 'string' ? [program, JSON.stringify({ url, idle })] : program
  const script = (file: string): CommandLine =>
    typeof python === 'string'
      ? [python, measured(`python/${file}`), JSON.stringify({ url })]
      : python
  return {
    ...Object.fromEntries(
      inNode.map((client) => [client, runNode(measured('throughput.mjs'), { client, url })]),
    ),
    [names.go]: go(0),
    [names.tunedGo]: go(most),
    httpx: script('httpx_calls.py'),
    requests: script('requests_calls.py'),
  }
}
