import { recordUse } from '../state/record-use.js'
import { isFromHub } from './referer.js'
import { beginSession, endSession, sessionOf } from './session.js'
import { readSigned, signValue } from './signed.js'
const loginCookie = 'jupyterhub-hub-login'
const servicesCookie = 'jupyterhub-services'
/** Days that a login lasts, and those that browsers keep its cookie. */
const [maxAgeDays, keptDays] = [14, 30]
/** The user whom a request's cookies name, if they are the hub's own and still good. */
export function cookieUser(call) {
  const user = userOfCookie(call, loginCookie)
  if (user === undefined) return undefined
  const { traits } = call.hub
  if (traits.sessionOfCookies && sessionOf(call) === undefined) beginSession(call)
  if (call.api && !traits.xsrf && !isFromHub(call)) return undefined
  if (call.api && traits.jsonPosts && isForm(call)) return undefined
  return user
}
/** A POST of another site may be a form, but no JSON. */
function isForm({ method, request }) {
  const type = request.headers.get('content-type') ?? ''
  const fields = type.toLowerCase().split(';')
  const isJson = fields.some((field) => field.trimStart().startsWith('application/json'))
  return method === 'POST' && type !== '' && !isJson
}
/** The user whom a cookie names: one that was sent, unless a value is given. */
export function userOfCookie(call, name, given) {
  const { hub, cookies } = call
  const sent = cookies.get(name)
  const value = given ?? sent ?? ''
  const id = readSigned(hub, name, value, maxAgeDays)
  const user = id === undefined ? undefined : hub.state.users.byId(Number(id))
  if (user !== undefined) recordUse(hub, user)
  else if (sent !== undefined && sent !== '') cookies.clear(name, hubPath(call))
  return user
}
/** Has the browser send who it is from now on. */
export function setLoginCookies(call, user) {
  const { hub, cookies } = call
  const { traits } = hub
  const set = (name, path) => {
    const value = signValue(hub, name, String(user.id))
    const expires = new Date(hub.clock.now() + keptDays * 24 * 3_600_000)
    cookies.set(name, value, { path, httpOnly: true, expires })
  }
  const hasServices = hub.state.services.all.some(({ url }) => url !== '')
  if (traits.servicesCookie && hasServices) set(servicesCookie, `${hub.baseUrl}services/`)
  if (sessionOf(call) === undefined) beginSession(call)
  const before = userOfCookie(call, loginCookie)
  // Before 5.5 whoever was logged in stays so.
  const isOther = traits.loginReplacesUser && before !== user
  if (before === undefined || isOther) set(loginCookie, hubPath(call))
}
/** Has the browser forget who it was. */
export function clearLoginCookies(call) {
  const { hub, cookies } = call
  endSession(call)
  cookies.clear(loginCookie, hubPath(call))
  cookies.clear(servicesCookie, `${hub.baseUrl}services`)
  cookies.clear('_xsrf', hub.traits.xsrf ? hubPath(call) : '/')
}
const hubPath = ({ hub }) => `${hub.baseUrl}hub/`
//# sourceMappingURL=cookies.js.map
