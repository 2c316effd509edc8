import type { JupyterHub, ProgressEvent } from 'jupyterhub-client'
import { parseTarget } from '../commands/server-target.ts'

/** Streams that are followed at a time: more would not fit on a screen. */
const most = 20

/** Follows the starts of servers. */
export interface Followers {
  /** From now on these, and no others. */
  readonly follow: (servers: readonly string[]) => void
  readonly stop: () => void
}

/** Follows starts by their event streams; what cannot be followed is left to the next look. */
export function followersOf(
  hub: JupyterHub,
  onEvent: (server: string, event: ProgressEvent) => void,
): Followers {
  const running = new Map<string, AbortController>()
  const read = async (server: string, controller: AbortController): Promise<void> => {
    const { user, name } = parseTarget(server)
    const { signal } = controller
    try {
      for await (const event of hub.servers.progress(user, name, { signal })) onEvent(server, event)
    } catch {
      // It is over, or the hub is gone: the next look tells.
    } finally {
      if (running.get(server) === controller) running.delete(server)
    }
  }
  const follow: Followers['follow'] = (servers) => {
    const wanted = new Set(servers.slice(0, most))
    for (const [server, controller] of running) {
      if (!wanted.has(server)) controller.abort()
    }
    for (const server of wanted) {
      if (running.has(server)) continue
      const controller = new AbortController()
      running.set(server, controller)
      void read(server, controller)
    }
  }
  return { follow, stop: () => follow([]) }
}
