import { randomHex } from '../random.js'
const sessionCookie = 'jupyterhub-session-id'
/** The session that a request belongs to; newer hubs know of the one that its answer begins, too. */
export function sessionOf({ hub, cookies, newSession }) {
  const begun = hub.traits.xsrfOfNewSession ? newSession : undefined
  return begun ?? (cookies.get(sessionCookie) || undefined)
}
/** Begins a session, by which the tokens of a login are known. */
export function beginSession(call) {
  call.newSession ??= randomHex(call.hub.random)
  const { hub, cookies, newSession } = call
  cookies.set(sessionCookie, newSession, { path: sessionPath(hub), httpOnly: true })
  return newSession
}
/** Ends the session: no token of it is left. */
export function endSession(call) {
  const { hub, cookies, requester } = call
  const session = sessionOf(call)
  if (session === undefined) return
  cookies.clear(sessionCookie, sessionPath(hub))
  for (const token of requester?.owner.tokens ?? []) {
    if (token.sessionId === session) hub.state.tokens.delete(token)
  }
}
const sessionPath = ({ traits, baseUrl }) => (traits.sessionAtRoot ? '/' : baseUrl)
//# sourceMappingURL=session.js.map
