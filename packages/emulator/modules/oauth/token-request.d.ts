import type { Call } from '../http/call.ts'
/** What a client sends to get a token. */
export interface TokenRequest {
  readonly grantType: 'authorization_code' | 'refresh_token'
  readonly code: string
  readonly clientId: string | null
  readonly clientSecret: string | null
  readonly redirectUri: string | null
  readonly codeVerifier: string | null
}
/** A mistake of a client, told as OAuth tells it. */
export declare class TokenError extends Error {
  readonly code: string
  readonly description: string | undefined
  constructor(code: string, description?: string)
  get status(): number
  get headers(): readonly (readonly [string, string])[]
}
/**
 * Reads the form of a client.
 *
 * @throws {@link TokenError} For one that is not whole.
 */
export declare function readTokenRequest({ url, body }: Call): TokenRequest
//# sourceMappingURL=token-request.d.ts.map
