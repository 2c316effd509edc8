import { requireFeature } from '../access/features.ts'
import type { OperationTarget } from '../access/operation-target.ts'
import { HubConfigError } from '../errors.ts'
import { checkDocument, checkInteger, checkStrings } from '../input.ts'
import type { Keys } from '../input.ts'
import type { Scope } from '../models/scope.ts'
import type { NewToken, Token } from '../models/token.ts'
import type { OperationId } from '../operations.ts'
import type { CallOptions } from '../options.ts'
import { listOf } from '../paging/lists.ts'
import type { Paginated } from '../paging/paginated.ts'
import type { Transport } from '../transport/call.ts'
import { fillPath } from '../transport/path.ts'

/** What a new token is for, how long it lives and what it may do. */
export interface TokenRequest {
  /** A note for the owner's token page. The hub makes one up if there is none. */
  readonly note?: string | undefined
  /**
   * Lifetime in whole seconds, at least 1; `null`, or none given, for one that does not expire, or lives as long as the hub
   * allows where it sets a maximum (hub 5.1).
   */
  readonly expires_in?: number | null | undefined
  /**
   * What it may do; `[]` for a token that can only say who it belongs to. Without `scopes` and `roles` it may do all that
   * its owner may. Hub 3.0: older hubs would give an all-powerful token, so that they are refused.
   */
  readonly scopes?: readonly Scope[] | undefined
  /** Roles in place of scopes. Hub 2.0. */
  readonly roles?: readonly string[] | undefined
  /**
   * Login in place of a token, handed to the hub's authenticator: `{ username, password }` as a rule. The request is then
   * sent without the client's token.
   */
  readonly auth?: Readonly<Record<string, unknown>> | undefined
}

/** What a token that is limited to some operations is to be. */
export interface LimitedTokenRequest extends Omit<TokenRequest, 'roles' | 'auth'> {
  /** What the operations are about: the token's owner, unless it names another user, an owner or a group. */
  readonly target?: OperationTarget | undefined
  /** Scopes besides those that the operations need. */
  readonly scopes?: readonly Scope[] | undefined
}

/**
 * Tokens of a user.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/howto/rest.html
 */
export interface Tokens {
  /** Lists a user's tokens, without their secrets. One request. Needs `read:tokens`. */
  list(user: string, options?: CallOptions): Paginated<Token>
  /**
   * Gets a token by its id; its secret is not shown. Needs `read:tokens`.
   *
   * @throws {@link NotFoundError}
   */
  get(user: string, id: string, options?: CallOptions): Promise<Token>
  /**
   * Makes a token. Needs `tokens`; a service needs it without filter before hub 5.5.3, and on 6.0, which do not
   * honour `tokens!user=…` for services.
   *
   * @returns The token with its secret, which the hub shows this once.
   * @throws {@link ForbiddenError} if it is not allowed, and also if there is no such user.
   * @throws {@link BadRequestError} for scopes that the user does not hold.
   * @throws {@link UnsupportedError} where the hub would make an all-powerful token instead of the limited one.
   */
  create(user: string, token?: TokenRequest, options?: CallOptions): Promise<NewToken>
  /**
   * Makes a token that may make some operations, and no more: {@link scopesFor} says with which scopes. Looks at what came
   * back, and revokes a token that may do more than was asked for. Needs `tokens`, as `create` does, and hub 3.0.
   *
   * @param operations - Keys of {@link operations}.
   * @param request - Without `expires_in` the token does not expire.
   * @throws {@link HubConfigError} if `target` leaves out a name without which the token would be for all.
   * @throws {@link HubError} with code `excessive_token` if the hub gave more than was asked for. Its message says whether the
   *   token was revoked.
   * @throws What `create` throws: {@link UnsupportedError} for hubs that would give an all-powerful token, and for operations
   *   that the hub lacks, and {@link BadRequestError} for what the user may not do.
   * @example
   * await hub.tokens.createFor('ada', ['POST /users/{user}/server'], { expires_in: 3600 })
   */
  createFor(
    user: string,
    operations: Iterable<OperationId>,
    request?: LimitedTokenRequest,
    options?: CallOptions,
  ): Promise<NewToken>
  /**
   * Revokes a token. If it came from an OAuth login, the hub revokes all of the user's tokens of that client. Needs
   * `tokens`.
   *
   * @throws {@link NotFoundError}
   */
  revoke(user: string, id: string, options?: CallOptions): Promise<void>
}

const requestKeys: Keys<TokenRequest> = {
  note: true,
  expires_in: true,
  scopes: true,
  roles: true,
  auth: true,
}

const limitedKeys: Keys<LimitedTokenRequest> = {
  note: true,
  expires_in: true,
  scopes: true,
  target: true,
}

/** Makes {@link Tokens}. */
export const tokens = (transport: Transport): Tokens => {
  const { oneCall, object, nothing } = transport
  const methods: Tokens = {
    list: (user, options) =>
      listOf(transport, 'GET /users/{user}/tokens', [user], options, {
        keyOf: (token) => token.id,
        itemsOf: listedTokens,
        whole: true,
      }),

    get: async (user, id, options) =>
      object('GET /users/{user}/tokens/{id}', [user, checkId(id)], options),

    async create(user, document = {}, given = {}) {
      const options = oneCall(given)
      const body = checkRequest(checkDocument(document, requestKeys))
      if (body.scopes || body.roles) {
        // Looked at before the hub is asked for its version.
        fillPath('{user}', [user])
        // Older hubs take what they do not know for nothing, and give a token that may do everything.
        if (body.scopes)
          await requireFeature(transport, 'tokenScopes', 'a token with scopes', options)
        else await requireFeature(transport, 'tokenRoles', 'a token with roles', options)
      }
      const anonymous = body.auth !== undefined
      return object('POST /users/{user}/tokens', [user], options, { body, anonymous })
    },

    async createFor(user, operations, document = {}, given = {}) {
      const options = oneCall(given)
      fillPath('{user}', [user])
      checkRequest(checkDocument(document, limitedKeys))
      const { createFor } = await import('../access/why.ts')
      return createFor(transport, methods, user, operations, document, options)
    },

    revoke: async (user, id, options) =>
      nothing('DELETE /users/{user}/tokens/{id}', [user, checkId(id)], options),
  }
  return methods
}

/** The secret itself must not get into a path, which ends up in logs. */
function checkId(id: string): string {
  if (/^[a-z]\d+$/.test(id)) return id
  throw new HubConfigError('give the id of the token (a12), not its secret')
}

function checkRequest(body: TokenRequest): TokenRequest {
  if (body.expires_in !== undefined && body.expires_in !== null) {
    // The hub takes 0 for "never expires", even where it sets a maximum.
    checkInteger(body.expires_in, 'expires_in (seconds)', 1)
  }
  if (body.scopes && body.roles) {
    throw new HubConfigError('a token has scopes or roles, not both')
  }
  checkStrings(body.scopes, 'scopes')
  checkStrings(body.roles, 'roles')
  return body
}

/** Hub 1.x keeps OAuth tokens in a list of their own. */
function listedTokens(value: unknown): readonly Token[] | undefined {
  const { api_tokens: api, oauth_tokens: oauth = [] } = Object(value) as Record<string, unknown>
  return Array.isArray(api) && Array.isArray(oauth) ? ([...api, ...oauth] as Token[]) : undefined
}
