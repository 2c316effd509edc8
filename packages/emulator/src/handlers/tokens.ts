import { checkXsrf } from '../auth/xsrf.ts'
import type { Requester } from '../auth/requester.ts'
import { requesterOf } from '../auth/requester.ts'
import { reachesEntity } from '../auth/reach.ts'
import { reachesName } from '../auth/scopes.ts'
import { groupsOf } from '../auth/scopes-of.ts'
import type { Call } from '../http/call.ts'
import { HttpError, crash } from '../http/errors.ts'
import { empty, json } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import { tokenModel } from '../models/token.ts'
import { isDict, isTruthy } from '../python/repr.ts'
import type { Token } from '../state/token.ts'
import type { User } from '../state/user.ts'
import { authenticate } from './authenticator.ts'
import { makeToken } from './token-request.ts'
import type { Traits } from '../versions.ts'

function namedUser({ hub, params }: Call): User {
  const name = params['user'] ?? ''
  const user = hub.state.users.get(name)
  if (user === undefined) throw new HttpError(404, `No such user: ${name}`)
  return user
}

function listTokens(call: Call): Reply {
  const { hub } = call
  const { tokens } = hub.state
  const user = namedUser(call)
  for (const token of user.tokens) if (tokens.hasExpired(token)) tokens.delete(token)
  const age = ({ lastActivity, created }: Token): number => lastActivity ?? created
  const sorted = [...user.tokens].toSorted((one, other) => age(one) - age(other))
  const models = sorted.map((token) => tokenModel(hub, token))
  if (!hub.traits.oauthTokensApart) return json({ api_tokens: models })
  return json({
    api_tokens: models.filter(({ kind }) => kind === 'api_token'),
    oauth_tokens: models.filter(({ kind }) => kind === 'oauth'),
  })
}

function createToken(call: Call): Reply {
  const { hub } = call
  const given = call.json()
  const body = isTruthy(given) ? given : {}
  if (!isDict(body)) throw new HttpError(400, 'Body must be a JSON dict or empty')
  const requester = whoAsks(call, body['auth'])
  call.requester = requester
  const user = hub.state.users.get(call.param('user'))
  const owner = hub.traits.scopes
    ? checkScope(call, requester, user)
    : checkLegacy(call, requester, user)
  const token = makeToken(hub, owner, body, noteOf(body['note'], owner, requester))
  // One that is gone before it is read back breaks the handler.
  if (hub.state.tokens.find(token.secret) === undefined) throw crash()
  const status = hub.traits.tokenCreated ? 201 : 200
  return json({ ...tokenModel(hub, token), token: token.secret }, { status })
}

/** Who asks for a token: somebody with credentials of the usual kind, or with a password in the body. */
function whoAsks(call: Call, auth: unknown): Requester {
  if (call.requester !== null) {
    checkXsrf(call)
    return call.requester
  }
  const user = authenticate(call.hub, auth)
  if (user === undefined) throw new HttpError(403)
  return requesterOf(call.hub, user)
}

function checkScope(call: Call, { owner }: Requester, user: User | undefined): User {
  const reach = call.reach('tokens')
  // The hub asks what kind the requester is, not what kind it asks about: to a service, a user is a service of that name.
  const isReached = (named: User): boolean =>
    owner.kind === 'user'
      ? reachesEntity(reach, named)
      : reachesName(reach, 'service', named.name, groupsOf(call.hub))
  if (user === undefined || !isReached(user)) {
    const kind = owner.kind === 'user' ? 'User' : 'Service'
    const sentence = `${kind} ${call.param('user')} not found or no permissions to generate tokens`
    throw new HttpError(403, sentence)
  }
  return user
}

function checkLegacy(call: Call, { owner }: Requester, user: User | undefined): User {
  if (owner !== user && !owner.admin) {
    throw new HttpError(403, 'Only admins can request tokens for other users')
  }
  if (user === undefined) throw new HttpError(404, `No such user: ${call.param('user')}`)
  return user
}

function noteOf(given: unknown, user: User, { owner }: Requester): string {
  if (isTruthy(given)) return typeof given === 'string' ? given : JSON.stringify(given)
  return owner === user ? 'Requested via api' : `Requested via api by ${owner.kind} ${owner.name}`
}

function theToken(call: Call): { user: User; token: Token } {
  const user = namedUser(call)
  const id = call.param('id')
  const { traits, state } = call.hub
  if (id === '' && traits.emptyTokenIdCrashes) throw crash()
  const unknown = `No such token ${id} for user ${user.name}`
  const pattern = traits.oauthTokensApart ? /^[ao]\d+$/ : /^a\d+$/
  if (!pattern.test(id)) throw new HttpError(404, unknown)
  const token = state.tokens.byId(Number(id.slice(1)))
  if (token?.owner === user) return { user, token }
  throw new HttpError(
    404,
    traits.tokenReprInError ? `Token not found ${reprToken(token, traits)}` : unknown,
  )
}

function reprToken(token: Token | undefined, traits: Traits): string {
  if (token === undefined) return 'None'
  const { secret, owner, clientId } = token
  const client = traits.oauthTokensApart ? '' : `, client_id='${clientId}'`
  return `<APIToken('${secret.slice(0, 4)}...', ${owner.kind}='${owner.name}'${client})>`
}

function revokeToken(call: Call): Reply {
  const { user, token } = theToken(call)
  const { tokens } = call.hub.state
  const { clientId } = token
  // With a token that a login gave go all others that the same client got.
  const all =
    clientId === 'jupyterhub'
      ? [token]
      : [...user.tokens].filter((other) => other.clientId === clientId)
  for (const each of all) tokens.delete(each)
  return empty(204)
}

const path = '/hub/api/users/{user}/tokens'
const read = { scopes: ['read:tokens'], on: 'user', orSelf: true } as const

/** Requests about the tokens of a user. */
export const tokenRoutes: readonly Route[] = [
  { method: 'GET', path, guard: read, handle: listTokens },
  { method: 'POST', path, xsrf: 'late', handle: createToken },
  {
    method: 'GET',
    path: `${path}/{id?}`,
    guard: read,
    handle: (call) => json(tokenModel(call.hub, theToken(call).token)),
  },
  {
    method: 'DELETE',
    path: `${path}/{id?}`,
    guard: { ...read, scopes: ['tokens'] },
    bodiless: true,
    handle: revokeToken,
  },
]
