import type { JupyterHub } from 'jupyterhub-client'
import type { Context } from '../command.ts'
import { printTarget } from '../commands/server-target.ts'

/** Who presses the tabulator does not wait longer. */
const patienceMs = 1500
const most = 200

type Names = (hub: JupyterHub, partial: string, signal: AbortSignal) => AsyncIterable<string>

const sources = {
  user: userNames,
  group: (hub, _, signal) => namesOf(hub.groups.list({ signal })),
  service: (hub, _, signal) => namesOf(hub.services.list({ signal })),
  server: serverNames,
} satisfies Record<string, Names>

/** What names are of. */
export type Kind = keyof typeof sources

/** Names of the hub's that begin so; none if it does not answer soon. */
export async function namesFromHub(
  { io, completing }: Context,
  kind: Kind,
  partial: string,
): Promise<string[]> {
  const names: string[] = []
  try {
    const { chosenHub } = await import('../contexts/choose.ts')
    const { openHub } = await import('../contexts/open-hub.ts')
    const { url, token } = await chosenHub(io, completing?.hub)
    const hub = await openHub(io, { url, token, debug: false })
    const quick = hub.with({ retries: 0, totalTimeout: patienceMs })
    for await (const name of sources[kind](quick, partial, AbortSignal.timeout(patienceMs))) {
      if (name.startsWith(partial)) names.push(name)
      if (names.length === most) break
    }
  } catch {
    // Nobody wants to read of it in the middle of a command line.
  }
  return names
}

/** Names of the hubs that somebody has logged in to. */
export async function namesOfHubs({ io }: Context): Promise<string[]> {
  const { readKnownHubs } = await import('../contexts/known-hubs.ts')
  try {
    return Object.keys((await readKnownHubs(io)).hubs)
  } catch {
    return []
  }
}

async function* namesOf(things: AsyncIterable<{ readonly name: string }>): AsyncGenerator<string> {
  for await (const { name } of things) yield name
}

function userNames(hub: JupyterHub, partial: string, signal: AbortSignal): AsyncIterable<string> {
  return namesOf(hub.users.list(partial === '' ? {} : { name_filter: partial }, { signal }))
}

async function* serverNames(
  hub: JupyterHub,
  partial: string,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const [owner = ''] = partial.split('/')
  const filter = owner === '' ? {} : { name_filter: owner }
  for await (const { name: user, servers } of hub.users.list(filter, { signal })) {
    yield user
    for (const name of Object.keys(servers ?? {}))
      if (name !== '') yield printTarget({ user, name })
  }
}
