import { checkDocument, checkName } from '../input.ts'
import type { Keys } from '../input.ts'
import type { OAuthToken } from '../models/oauth.ts'
import type { CallOptions } from '../options.ts'
import type { Transport } from '../transport/call.ts'
import { queryString } from '../transport/path.ts'

/** Where to send a person's browser to. */
export interface AuthorizeRequest {
  /** `service-NAME` unless the service is configured otherwise; the server's own in `JUPYTERHUB_CLIENT_ID`. */
  readonly client_id: string
  /** Comes back unchanged: a fresh random value that the callback must compare, the defence against forged logins. */
  readonly state: string
  /** As registered with the hub, to the letter; the registered one unless given. */
  readonly redirect_uri?: string | undefined
  /** Scopes to ask for, separated by spaces; all that the client may ask for unless given. */
  readonly scope?: string | undefined
  /** PKCE; verified since hub 6.0, passed over before. */
  readonly code_challenge?: string | undefined
  /** `S256` unless `plain` is given. */
  readonly code_challenge_method?: 'S256' | 'plain' | undefined
}

/** An authorization code to be exchanged for a token. */
export interface CodeExchange {
  /** From the callback: good once, within 5 minutes. */
  readonly code: string
  readonly client_id: string
  /** The service's own API token. The hub wants it with PKCE, too. */
  readonly client_secret: string
  /** As registered, if it is given. */
  readonly redirect_uri?: string | undefined
  /** PKCE: what the challenge was made from. */
  readonly code_verifier?: string | undefined
}

/**
 * The hub as an OAuth 2 provider, which signs people in to services.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/explanation/oauth.html
 */
export interface OAuth {
  /**
   * URL of the hub's page that asks a person for consent. Nothing is sent. It starts with the address that the client has
   * of the hub, which in a service may be an internal one: make a client of the hub's public address for it.
   */
  authorizeUrl(request: AuthorizeRequest): string
  /**
   * Exchanges a code for the person's token. The client's own token is not sent. Not for browsers: the hub refuses the
   * exchange to any request with an `Origin`.
   *
   * @throws {@link BadRequestError} for a code that is unknown, used or expired, or a wrong verifier.
   * @throws {@link HubResponseError} with status 401 for a wrong `client_id` or `client_secret`.
   */
  exchangeCode(exchange: CodeExchange, options?: CallOptions): Promise<OAuthToken>
}

const authorizeKeys: Keys<AuthorizeRequest> = {
  client_id: true,
  state: true,
  redirect_uri: true,
  scope: true,
  code_challenge: true,
  code_challenge_method: true,
}
const exchangeKeys: Keys<CodeExchange> = {
  code: true,
  client_id: true,
  client_secret: true,
  redirect_uri: true,
  code_verifier: true,
}

/** Makes {@link OAuth}. */
export const oauth = ({ object }: Transport, apiUrl: string): OAuth => ({
  authorizeUrl(request) {
    const query = checkDocument(request, authorizeKeys)
    checkName(query.client_id, 'client_id')
    checkName(query.state, 'state')
    // The hub takes a challenge without method for a plain one.
    const method =
      query.code_challenge === undefined ? undefined : (query.code_challenge_method ?? 'S256')
    return `${apiUrl}/oauth2/authorize${queryString({
      ...query,
      code_challenge_method: method,
      response_type: 'code',
    })}`
  },

  async exchangeCode(exchange, options) {
    const form = {
      ...checkDocument(exchange, exchangeKeys),
      grant_type: 'authorization_code',
    }
    for (const field of ['code', 'client_id', 'client_secret'] as const)
      checkName(form[field], field)
    return object('POST /oauth2/token', [], options, { form, anonymous: true })
  },
})
