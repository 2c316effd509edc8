/** What the hub answers to an authorization code. It gives no refresh token. */
export interface OAuthToken {
  readonly access_token: string
  readonly token_type: string
  /** Seconds until it expires. */
  readonly expires_in: number
  /** Scopes granted, separated by spaces. */
  readonly scope: string
  readonly refresh_token?: string
}
