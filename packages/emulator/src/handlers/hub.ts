import { HttpError, crash } from '../http/errors.ts'
import type { Call } from '../http/call.ts'
import { json } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import { isDict, isTruthy, repr } from '../python/repr.ts'

const showRoot = ({ hub }: Call): Reply => json({ version: hub.version })

function showInfo({ hub }: Call): Reply {
  return json({
    version: hub.version,
    python: '3.11.0 (emulated)',
    sys_executable: '/usr/bin/python3',
    spawner: { class: 'emulator.EmulatedSpawner', version: 'unknown' },
    authenticator: { class: 'jupyterhub.auth.DummyAuthenticator', version: hub.version },
  })
}

function shutDown(call: Call): Reply {
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
function flagOf(body: Readonly<Record<string, unknown>>, name: string): boolean | undefined {
  if (!Object.hasOwn(body, name)) return undefined
  const value = body[name]
  if (typeof value === 'object' && value !== null) throw crash()
  if (typeof value === 'boolean' || value === 1 || value === 0) return Boolean(value)
  throw new HttpError(400, `${name} must be true or false, got ${repr(value)}`)
}

/** Requests about the hub itself. */
export const hubRoutes: readonly Route[] = [
  ...['/hub/api', '/hub/api/'].map((path): Route => ({
    method: 'GET',
    path,
    xsrf: 'none',
    handle: showRoot,
  })),
  { method: 'GET', path: '/hub/api/info', guard: { scopes: ['read:hub'] }, handle: showInfo },
  { method: 'POST', path: '/hub/api/shutdown', guard: { scopes: ['shutdown'] }, handle: shutDown },
]
