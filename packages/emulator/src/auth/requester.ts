import { callBack } from '../callback.ts'
import type { Call } from '../http/call.ts'
import type { Hub } from '../hub.ts'
import { recordUse } from '../state/record-use.ts'
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
  call: Call,
  { tokens = true }: { readonly tokens?: boolean } = {},
): Requester | null {
  const { hub } = call
  const token = tokens ? tokenOf(hub, call.request) : undefined
  call.hasToken = token !== undefined
  const requester = token === undefined ? requesterOfCookie(call) : requesterOfToken(hub, token)
  return requester === null || isStale(hub, requester.owner) ? null : requester
}

function requesterOfCookie(call: Call): Requester | null {
  const user = cookieUser(call)
  return user === undefined ? null : requesterOf(call.hub, user)
}

const isStale = ({ refreshUser }: Hub, owner: User | Service): boolean =>
  owner.kind === 'user' && !callBack(() => refreshUser(owner.name))

/** Someone who has sent a token, whose use is noted. */
export function requesterOfToken(hub: Hub, token: Token): Requester {
  recordUse(hub, token)
  // What a server does by itself is no activity of its user.
  if (token.owner.kind === 'user' && !token.note.startsWith('Server at ')) {
    recordUse(hub, token.owner)
  }
  return requesterOf(hub, token.owner, token)
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

/** The token that a request is sent with, if it is one that will do everywhere. */
export function tokenOf(hub: Hub, request: Request): Token | undefined {
  const token = anyTokenOf(hub, request)
  const isApart = hub.traits.oauthTokensApart && token?.clientId !== 'jupyterhub'
  return isApart ? undefined : token
}

/** The same, or one that a login gave, which does little on hub 1.x. */
export function anyTokenOf({ state }: Hub, request: Request): Token | undefined {
  const header = request.headers.get('authorization') ?? ''
  const [, secret] = /^(?:token|bearer)\s+([^\s]+)$/i.exec(header) ?? []
  return secret === undefined ? undefined : state.tokens.find(secret)
}
