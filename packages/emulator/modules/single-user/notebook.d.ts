import type { Hub } from '../hub.ts'
import type { Incoming } from '../http/incoming.ts'
import type { Server } from '../state/server.ts'
/** What a server's process answers with: a value as JSON, or, with 204, nothing. */
export interface NotebookAnswer {
  readonly status: number
  readonly value?: unknown
}
/** A request for a server's own API. */
export interface NotebookRequest {
  readonly method: string
  /** Below `api/`, decoded. */
  readonly path: string
  /** JSON, or nothing. */
  readonly body: unknown
}
/** Answers as a small notebook server does; whatever it does not know it tells its path and process. */
export declare function answerNotebook(
  hub: Hub,
  server: Server,
  incoming: Incoming,
  {
    pid,
    path,
  }: {
    readonly pid: number
    readonly path: string
  },
): Response
//# sourceMappingURL=notebook.d.ts.map
