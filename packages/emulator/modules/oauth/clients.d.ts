import type { Hub } from '../hub.ts'
import type { Server } from '../state/server.ts'
import type { Service } from '../state/service.ts'
/** What people let know who they are: a service, or a single-user server. */
export interface OAuthClient {
  readonly id: string
  readonly description: string
  /** Where browsers are sent back to, and nowhere else. */
  readonly redirectUri: string
  /** What it may ask for besides what it always gets. */
  readonly allowedScopes: readonly string[]
  /** Whether nobody is asked whether it may know. */
  readonly noConfirm: boolean
  readonly resource: Service | Server
  /** Any of which proves it. */
  readonly secrets: readonly string[]
}
/** The client of that id, if it can prove itself. */
export declare function clientNamed(hub: Hub, id: string): OAuthClient | undefined
/** What people are told of a client. */
export declare function describeClient(hub: Hub, id: string): string
/** The scope that visitors of a client need. */
export declare const accessScope: (resource: Service | Server) => string
/** The service, or the server, that is a client. */
export declare function resourceOf(hub: Hub, id: string): Service | Server | undefined
/** What a server is called as a client. */
export declare function serverClientId({ user, name }: Server): string
//# sourceMappingURL=clients.d.ts.map
