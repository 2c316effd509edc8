import { UnsupportedError } from 'jupyterhub-client'
import type { JupyterHub, Server, User, UserFilter } from 'jupyterhub-client'
import { printTarget } from '../commands/server-target.ts'

/** What a hub is asked for. */
interface Question {
  readonly hub: JupyterHub
  /** What the names begin with. */
  readonly partial: string
  readonly signal: AbortSignal
}

/** Names of a kind; those that begin otherwise may be among them. */
type Names = (question: Question) => AsyncIterable<string>

/** Where the names come from that words are completed with. */
export const sources = {
  user: (question) => namesOf(users(question)),
  group: ({ hub, signal }) => namesOf(hub.groups.list({ signal })),
  service: ({ hub, signal }) => namesOf(hub.services.list({ signal })),
  /** Everybody's default server, whether it is there or not, and named ones. */
  server: (question) =>
    serversOf(users(question), ({ name, servers }) => [name, ...servers.filter(isNamed)]),
  /** Those that run, or are about to. */
  runningServer: (question) =>
    serversOf(users(question, { state: 'active' }), ({ active }) => active),
  stoppedServer: (question) =>
    serversOf(users(question, stoppedToo), ({ name, servers, active }) =>
      [...new Set([name, ...servers])].filter((one) => !active.includes(one)),
    ),
  namedServer: (question) =>
    serversOf(users(question, stoppedToo), ({ servers }) => servers.filter(isNamed)),
} satisfies Record<string, Names>

/** What names are of. */
export type Kind = keyof typeof sources

const stoppedToo = { include_stopped_servers: true }

const isNamed = (target: string): boolean => target.includes('/')

/** Users of whom the hub knows that they are asked for; of hubs that cannot tell, everybody. */
async function* users(
  { hub, partial, signal }: Question,
  filter: UserFilter = {},
): AsyncGenerator<User> {
  const [owner = ''] = partial.split('/')
  const named = owner === '' ? {} : { name_filter: owner }
  try {
    yield* hub.users.list({ ...filter, ...named }, { signal })
  } catch (error) {
    if (!UnsupportedError.isInstance(error)) throw error
    yield* hub.users.list({ signal })
  }
}

async function* namesOf(things: AsyncIterable<{ readonly name: string }>): AsyncGenerator<string> {
  for await (const { name } of things) yield name
}

/** A user's servers as commands take them. */
interface Owner {
  readonly name: string
  readonly servers: readonly string[]
  readonly active: readonly string[]
}

async function* serversOf(
  owners: AsyncIterable<User>,
  pick: (owner: Owner) => readonly string[],
): AsyncGenerator<string> {
  for await (const { name: user, servers } of owners) {
    const targets = (some: readonly [string, Server][]): string[] =>
      some.map(([name]) => printTarget({ user, name }))
    const all = Object.entries(servers ?? {})
    const active = all.filter(([, { ready, pending }]) => ready || Boolean(pending))
    yield* pick({ name: user, servers: targets(all), active: targets(active) })
  }
}
