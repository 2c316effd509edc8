import type { Faults } from './faults/faults.ts'
import { Incoming } from './http/incoming.ts'
import type { Hub } from './hub.ts'
import type { LoggedRequest } from './log/logged-request.ts'
/** Answers requests, as `fetch` does. */
export type Serve = (input: Request | URL | string, init?: RequestInit) => Promise<Response>
/** What a hub is served with. */
export interface Service {
  readonly answer: (incoming: Incoming) => Promise<Response>
  readonly faults: Faults
  /** Remembers a request. */
  readonly remember: (request: LoggedRequest) => void
  /** Whether requests that are not understood are told so. */
  readonly strict: boolean
}
/** Lets a hub answer, but for what goes wrong, and remembers what it was asked. */
export declare function makeServe(hub: Hub, service: Service): Serve
//# sourceMappingURL=serve.d.ts.map
