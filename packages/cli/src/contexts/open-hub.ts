import { JupyterHub } from 'jupyterhub-client'
import type { Middleware } from 'jupyterhub-client'
import { transportFor } from '../http/transport-for.ts'
import type { Io } from '../io.ts'
import { version } from '../version.ts'

/** Which hub, with what. */
export interface HubAccess {
  readonly url: string
  readonly token: string | null
  /** Show each request on stderr. */
  readonly debug: boolean
}

/** The client for a hub. */
export async function openHub(io: Io, { url, token, debug }: HubAccess): Promise<JupyterHub> {
  const middleware: Middleware[] = debug
    ? [(await import('../output/request-log.ts')).requestLog(io)]
    : []
  return new JupyterHub({
    url,
    token,
    middleware,
    userAgent: `jhub/${version}`,
    ...(io.fetch ? { fetch: io.fetch } : { transport: await transportFor(io, url) }),
  })
}
