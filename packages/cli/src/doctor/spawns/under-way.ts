import type { Subject } from '../subject.ts'
import type { Target } from '../../commands/server-target.ts'

/** A server that is starting, if the token sees one. */
export async function spawnUnderWay({
  hub,
  way: { signal },
}: Subject): Promise<Target | undefined> {
  try {
    for await (const { name: user, servers } of hub.users.list({ state: 'active' }, { signal })) {
      const starting = Object.values(servers ?? {}).find(({ pending }) => pending === 'spawn')
      if (starting !== undefined) return { user, name: starting.name }
    }
  } catch {
    signal.throwIfAborted()
  }
  return undefined
}
