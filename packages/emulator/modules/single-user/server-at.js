import { serverUrl } from '../models/server.js'
/** The server that the proxy knows to be at a path: of two, the one whose path is the longer. */
export function serverAt(hub, path) {
  const prefix = `${hub.baseUrl}user/`
  if (!path.startsWith(prefix)) return undefined
  const [name = ''] = path.slice(prefix.length).split('/', 1)
  const user = hub.state.users.get(decodeURIComponent(name))
  if (user === undefined) return undefined
  const found = [...user.servers.values()].filter(
    (server) => server.spawner?.routed === true && isWithin(path, serverUrl(hub, server)),
  )
  return found.toSorted((one, other) => other.name.length - one.name.length)[0]
}
/** Compares paths as they are meant, however they are escaped. */
const isWithin = (path, url) => decodeURIComponent(`${path}/`).startsWith(decodeURIComponent(url))
//# sourceMappingURL=server-at.js.map
