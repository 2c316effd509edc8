import type { Hub } from '../hub.ts'
import type { User } from '../state/user.ts'
import type { OAuthClient } from './clients.ts'
/** What a client asks a person for. */
export interface AuthorizeRequest {
  readonly client: OAuthClient
  readonly redirectUri: string
  readonly state: string | null
  readonly scopes: readonly string[]
  readonly challenge: string | null
  readonly challengeMethod: string
}
/** A mistake of a client of which it is told itself. */
export declare class OAuthRefusal extends Error {
  /** Where its browser is sent. */
  readonly location: string
  constructor(redirectUri: string, state: string | null, error: string, description?: string)
}
/**
 * Reads the query with which a client sends a browser.
 *
 * @param consented - Scopes of the form in which the person said yes, if that is what was sent.
 * @throws {@link HttpError} 400 for what the client may not be told of, {@link OAuthRefusal} for all else.
 */
export declare function readAuthorizeRequest(
  hub: Hub,
  query: URLSearchParams,
  user: User,
  consented?: readonly string[],
): AuthorizeRequest
/**
 * Finds the client, whoever is sent.
 *
 * @throws {@link HttpError} 400.
 */
export declare function checkClient(hub: Hub, query: URLSearchParams): OAuthClient
/** Adds to the query of an address, leaving out what there is not. */
export declare function withQuery(
  url: string,
  values: Readonly<Record<string, string | null | undefined>>,
): string
//# sourceMappingURL=authorize-request.d.ts.map
