import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import { eventually } from '../../trials/eventually.ts'
import type { CulledHub } from './hubs.ts'
import { agedServers } from './people.ts'
import type { AgedServer } from './people.ts'

const program = join(import.meta.dirname, 'cull_once.py')

/** What came of a run of the culler. */
export interface Culled {
  /** Users that are still there, with what each of their servers is. */
  readonly users: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** What the culler logged, without times, in the order of the alphabet. */
  readonly log: readonly string[]
}

interface UserModel {
  readonly name: string
  readonly servers: Readonly<Record<string, ServerModel>>
}

interface ServerModel {
  readonly ready: boolean
  readonly pending: string | null
}

/** Servers that are no longer there, or stopped: `ada/lab`. */
export function culledServers({ users }: Culled): string[] {
  const isUp = ({ user, name }: AgedServer): boolean =>
    ['ready', 'spawn'].includes(users[user]?.[name] ?? '')
  return agedServers.filter((server) => !isUp(server)).map(({ user, name }) => `${user}/${name}`)
}

/** Lets the culler look at everybody once. */
export async function cull(
  python: string,
  hub: CulledHub,
  options: readonly string[],
): Promise<Culled> {
  const token = options.includes('--cull-users=true') ? hub.tokens.users : hub.tokens.servers
  const lines = await runCuller(python, { url: hub.url, token }, options)
  return { users: await afterStops(hub), log: lines }
}

/**
 * Runs the culler at a hub, until it has looked at everybody once.
 *
 * @returns What it logged: messages with their levels and the errors under them, without times, in the order of the alphabet.
 */
export async function runCuller(
  python: string,
  { url, token }: { readonly url: string; readonly token: string },
  options: readonly string[],
): Promise<string[]> {
  const cwd = await mkdtemp(join(tmpdir(), 'jupyterhub-culler-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true }))
  const format = [
    '--IdleCuller.log_level=DEBUG',
    '--IdleCuller.log_format=%(levelname)s %(message)s',
  ]
  const { stderr } = await promisify(execFile)(python, [program, ...format, ...options], {
    cwd,
    env: { HOME: cwd, JUPYTERHUB_API_URL: `${url}hub/api`, JUPYTERHUB_API_TOKEN: token },
    timeout: 60_000,
    maxBuffer: 16 * 1024 * 1024,
  })
  return linesOf(stderr, url, cwd)
}

/** Users once no server is on its way down. */
async function afterStops(hub: CulledHub): Promise<Culled['users']> {
  let users: readonly UserModel[] = []
  await eventually('all servers have stopped', async () => {
    users = await usersOf(hub)
    return users
      .flatMap(({ servers }) => Object.values(servers))
      .every(({ pending }) => pending !== 'stop')
  })
  return Object.fromEntries(
    users.map(({ name, servers }) => {
      const states = Object.entries(servers).map(([server, model]) => [server, stateOf(model)])
      return [name, Object.fromEntries(states)]
    }),
  )
}

async function usersOf({ url, adminToken }: CulledHub): Promise<readonly UserModel[]> {
  const response = await fetch(`${url}hub/api/users?include_stopped_servers=1&limit=200`, {
    headers: { authorization: `token ${adminToken}` },
  })
  return (await response.json()) as readonly UserModel[]
}

function stateOf({ ready, pending }: ServerModel): string {
  if (pending !== null) return pending
  return ready ? 'ready' : 'stopped'
}

function linesOf(log: string, url: string, cwd: string): string[] {
  return log
    .split('\n')
    .map((line) => line.trim())
    .filter(
      (line) =>
        !line.includes(cwd) && /^(DEBUG|INFO|WARNING|ERROR|CRITICAL|[\w.]+Error)\b/.test(line),
    )
    .map((line) => line.replaceAll(url, '<hub>/').replaceAll(/\d+:\d\d:\d\d(\.\d+)?/g, '…'))
    .toSorted()
}
