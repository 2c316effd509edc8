import type { Hub } from '../hub.ts'
import type { Service } from '../state/service.ts'
import type { Token } from '../state/token.ts'
import type { User } from '../state/user.ts'
import { cookieUser } from './cookies.ts'
import type { ParsedScopes } from './scopes.ts'
import { parseScopes } from './scopes.ts'
import { scopesOfOwner, scopesOfToken } from './scopes-of.ts'

/** Who sends a request, and what they may do with it. */
export interface Requester {
  readonly owner: User | Service
  /** `null`: a cookie said who it is, or a password in the request. */
  readonly token: Token | null
  /** Sorted out from {@link Requester.scopes}. */
  readonly parsed: ParsedScopes
  readonly scopes: ReadonlySet<string>
}

/** Finds out who sends a request: by a token if tokens will do, else by a cookie. */
export function identify(
  hub: Hub,
  request: Request,
  { tokens = true }: { readonly tokens?: boolean } = {},
): Requester | null {
  const token = tokens ? tokenOf(hub, request) : undefined
  if (token !== undefined) {
    recordUse(hub, token)
    return requesterOf(hub, token.owner, token)
  }
  const user = cookieUser(hub, request)
  return user === null ? null : requesterOf(hub, user)
}

/** Someone with all that they may do. */
export function requesterOf(
  hub: Hub,
  owner: User | Service,
  token: Token | null = null,
): Requester {
  if (!hub.traits.scopes) return { owner, token, scopes: new Set(), parsed: new Map() }
  const scopes = token === null ? scopesOfOwner(hub, owner) : scopesOfToken(hub, token)
  return { owner, token, scopes, parsed: parseScopes(scopes) }
}

/** The token that a request is sent with, if it is one. */
export function tokenOf(hub: Hub, request: Request): Token | undefined {
  const header = request.headers.get('authorization') ?? ''
  const [, secret] = /^(?:token|bearer)\s+([^\s]+)$/i.exec(header) ?? []
  return secret === undefined ? undefined : hub.state.tokens.find(secret)
}

function recordUse(hub: Hub, token: Token): void {
  record(hub, token)
  // What a server does by itself is no activity of its user.
  if (token.owner.kind === 'user' && !token.note.startsWith('Server at ')) record(hub, token.owner)
}

/** Notes that something was used, but not more often than every half minute or so. */
function record({ clock, config }: Hub, used: { lastActivity: number | null }): void {
  const now = clock.now()
  if (used.lastActivity === null || now - used.lastActivity > config.activity_resolution * 1000) {
    used.lastActivity = now
  }
}
