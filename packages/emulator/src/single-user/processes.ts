import type { Hub } from '../hub.ts'
import type { Incoming } from '../http/incoming.ts'
import { answerNotebook } from './notebook.ts'
import { processAt } from './process-url.ts'
import { serverAt } from './server-at.ts'

/** Lets a server's process answer what is sent right to it; `undefined`: it is sent to the proxy. */
export async function answerDirectly(hub: Hub, incoming: Incoming): Promise<Response | undefined> {
  const found = processAt(incoming.url.pathname)
  if (found === undefined) return undefined
  const server = hub.spawner.process(found.pid)
  if (server === undefined) throw new TypeError('fetch failed')
  return answerNotebook(hub, server, incoming, found)
}

/**
 * Lets a server's process answer what the proxy hands on to it; `undefined`: that is the hub's to answer.
 *
 * @param broken - What the proxy answers where there is no process.
 */
export async function answerProxied(
  hub: Hub,
  incoming: Incoming,
  broken: () => Promise<Response>,
): Promise<Response | undefined> {
  const path = incoming.url.pathname
  const pid = serverAt(hub, path)?.spawner?.pid
  if (pid === undefined) return undefined
  const server = hub.spawner.process(pid)
  if (server === undefined) return broken()
  return answerNotebook(hub, server, incoming, { pid, path })
}
