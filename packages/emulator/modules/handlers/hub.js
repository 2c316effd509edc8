import { HttpError, crash } from '../http/errors.js'
import { json } from '../http/reply.js'
import { isDict, isTruthy, repr } from '../python/repr.js'
const showRoot = ({ hub }) => json({ version: hub.version })
function showInfo({ hub }) {
  return json({
    version: hub.version,
    python: '3.11.0 (emulated)',
    sys_executable: '/usr/bin/python3',
    spawner: { class: 'emulator.EmulatedSpawner', version: 'unknown' },
    authenticator: { class: 'jupyterhub.auth.DummyAuthenticator', version: hub.version },
  })
}
function shutDown(call) {
  const { hub } = call
  const body = call.json()
  const given = isTruthy(body) ? body : {}
  if (!isDict(given)) throw crash()
  const proxy = flagOf(given, 'proxy') ?? hub.config.cleanup_proxy
  const servers = flagOf(given, 'servers') ?? hub.config.cleanup_servers
  hub.shutDown({ proxy, servers })
  return json({ message: 'Shutting down Hub' }, { status: 202 })
}
/** A field that has to be true or false; 1 and 0 are as good, and lists and objects break the handler. */
function flagOf(body, name) {
  if (!Object.hasOwn(body, name)) return undefined
  const value = body[name]
  if (typeof value === 'object' && value !== null) throw crash()
  if (typeof value === 'boolean' || value === 1 || value === 0) return Boolean(value)
  throw new HttpError(400, `${name} must be true or false, got ${repr(value)}`)
}
/** Requests about the hub itself. */
export const hubRoutes = [
  ...['/hub/api', '/hub/api/'].map((path) => ({
    method: 'GET',
    path,
    xsrf: 'none',
    handle: showRoot,
  })),
  { method: 'GET', path: '/hub/api/info', guard: { scopes: ['read:hub'] }, handle: showInfo },
  { method: 'POST', path: '/hub/api/shutdown', guard: { scopes: ['shutdown'] }, handle: shutDown },
]
//# sourceMappingURL=hub.js.map
