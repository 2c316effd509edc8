import type { Hub } from '../hub.ts'
import type { Reply } from './reply.ts'
/** What a reply is to. */
interface Asked {
  readonly request: Request
  /** Below the hub's base URL, still encoded. */
  readonly path: string
  /** Whether it is for the API; else it is for a page. */
  readonly api: boolean
}
/** Gives a reply of the hub the headers that all of them have. */
export declare function respond(hub: Hub, { request, path, api }: Asked, reply: Reply): Response
export {}
//# sourceMappingURL=respond.d.ts.map
