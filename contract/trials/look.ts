import type { TrialHub } from './hubs/trial-hub.ts'

type Pending = 'spawn' | 'stop' | 'check' | 'rename'

/** How somebody's default server is. */
export type State = 'ready' | 'stopped' | Pending

interface ShownUser {
  readonly name: string
  readonly servers?: Readonly<Record<string, { ready: boolean; pending: Pending | null }>>
}

/** How the hub shows the default server of each of its users, asked without the client. */
export async function shownStates(hub: TrialHub): Promise<Map<string, State>> {
  const response = await fetch(`${hub.apiUrl}/users?limit=200`, {
    headers: { authorization: `token ${hub.adminToken}` },
  })
  if (!response.ok) throw new Error(`the hub answered ${response.status}`)
  const users = (await response.json()) as ShownUser[]
  return new Map(
    users.map(({ name, servers }) => {
      const server = servers?.['']
      return [name, server?.pending ?? (server?.ready === true ? 'ready' : 'stopped')]
    }),
  )
}

/** How many of some users have their server in a state. */
export async function countIn(
  hub: TrialHub,
  users: readonly string[],
  state: State,
): Promise<number> {
  const states = await shownStates(hub)
  return users.filter((user) => states.get(user) === state).length
}
