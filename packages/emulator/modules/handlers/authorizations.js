import { setLoginCookies, userOfCookie } from '../auth/cookies.js'
import { tokenOf } from '../auth/requester.js'
import { HttpError, crash } from '../http/errors.js'
import { json } from '../http/reply.js'
import { isDict } from '../python/repr.js'
import { authenticate } from './authenticator.js'
import { ownerModel, withIdentity } from './whoami.js'
/** Who a token belongs to: whoever has it may see the owner. */
function identifyToken(call) {
  const { hub } = call
  checkToken(call)
  const token = hub.state.tokens.find(call.param('token'))
  if (token === undefined) throw new HttpError(404)
  const { owner } = token
  token.lastActivity = hub.clock.now()
  if (owner.kind === 'user') owner.lastActivity = hub.clock.now()
  if (call.requester !== null) call.requester = withIdentity(call.requester, owner)
  return json(ownerModel(call, { owner }))
}
/** Who a cookie belongs to; its value comes in the path, or as the body of a GET. */
function identifyCookie(call) {
  checkToken(call)
  const value = call.params['value'] ?? new TextDecoder().decode(call.body)
  const user = userOfCookie(call, encodeURIComponent(call.param('cookie')), value)
  if (user === undefined) throw new HttpError(404)
  return json(ownerModel(call, { owner: user }))
}
/** Cookies will not do here. */
function checkToken({ hub, request }) {
  if (tokenOf(hub, request) === undefined) throw new HttpError(403)
}
function refuseTokens() {
  throw new HttpError(
    404,
    'Deprecated endpoint /hub/api/authorizations/token is removed in JupyterHub 2.0.' +
      ' Use /hub/api/users/:user/tokens instead.',
  )
}
function createToken(call) {
  const { hub, url } = call
  const given = call.json()
  const body = isDict(given) ? given : {}
  const { user, note } = call.requester === null ? byPassword(call, body) : forUser(call, body)
  const own = typeof body['note'] === 'string' ? body['note'] : ''
  const token = hub.state.tokens.create({ owner: user, note: own || note })
  const warning =
    `Using deprecated token creation endpoint ${url.pathname}${url.search}.` +
    ' Use /hub/api/users/:user/tokens instead.'
  return json({ token: token.secret, warning, user: ownerModel(call, { owner: user }) })
}
const usualNote = 'Requested via deprecated api'
/** This is a login like any other. */
function byPassword(call, body) {
  const user = authenticate(call.hub, body)
  if (user === undefined) throw new HttpError(403)
  setLoginCookies(call, user)
  return { user, note: usualNote }
}
function forUser({ hub, requester }, body) {
  const owner = requester?.owner
  if (owner === undefined) throw crash()
  const name = body['username']
  if (typeof name !== 'string' || name === '') {
    // A service has no tokens that are made here.
    if (owner.kind === 'service') throw crash()
    return { user: owner, note: usualNote }
  }
  const user = hub.state.users.get(name)
  if (user !== owner && !owner.admin) {
    throw new HttpError(403, 'Only admins can request tokens for other users.')
  }
  if (user === undefined) throw new HttpError(400, `No such user '${name}'`)
  return { user, note: user === owner ? usualNote : `${usualNote} by user ${owner.name}` }
}
function lacksToken(call) {
  checkToken(call)
  throw crash()
}
function tooMuch() {
  throw crash()
}
const token = '/hub/api/authorizations/token'
const cookie = '/hub/api/authorizations/cookie/{cookie}'
/** Requests by which services of old got to know people. */
export const authorizationRoutes = [
  { method: 'GET', path: token, xsrf: 'none', handle: lacksToken },
  { method: 'POST', path: token, xsrf: 'none', needs: 'scopes', handle: refuseTokens },
  { method: 'POST', path: token, needs: 'tokenByPassword', handle: createToken },
  { method: 'GET', path: `${token}/{token}`, xsrf: 'none', handle: identifyToken },
  { method: 'POST', path: `${token}/{token}`, xsrf: 'none', handle: tooMuch },
  { method: 'GET', path: cookie, handle: identifyCookie },
  { method: 'GET', path: `${cookie}/{value}`, handle: identifyCookie },
]
//# sourceMappingURL=authorizations.js.map
