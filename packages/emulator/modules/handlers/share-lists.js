import { HttpError } from '../http/errors.js'
import { envelope, sliceOf } from '../http/pagination.js'
import { json } from '../http/reply.js'
import { shareModel } from '../models/share.js'
import { cut } from './users-list.js'
/** A list in pages, whether the request asks for them or not. */
export function listInPages(call, all, model) {
  const slice = sliceOf(call)
  return json(envelope(call, model(cut(all, slice)), slice, all.length))
}
/** Shares, in pages. */
export const listShares = (call, shares) =>
  listInPages(call, shares, (items) => items.map((share) => shareModel(call.hub, share)))
/**
 * Those of a list that are about the server of the path, or about any server of its user where the path names none.
 *
 * @throws {@link HttpError} 404.
 */
export function ofPath(call, all) {
  if (call.params['server'] !== undefined) {
    const wanted = theServer(call)
    return all.filter(({ server }) => server === wanted)
  }
  const owner = call.hub.state.users.get(call.param('user'))
  if (owner === undefined) throw new HttpError(404)
  return all.filter(({ server }) => server.user === owner)
}
/**
 * The server of the path, which need not run.
 *
 * @throws {@link HttpError} 404.
 */
export function theServer(call) {
  const [owner, name] = [call.param('user'), call.param('server')]
  const server = findServer(call, owner, name)
  if (server === undefined) throw new HttpError(404, `No such server: ${owner}/${name}`)
  return server
}
/** A server by name: the default one is there as soon as its user is. */
export function findServer({ hub }, owner, name) {
  const user = hub.state.users.get(owner)
  if (user === undefined) return undefined
  return name === '' ? hub.state.server(user, '') : user.servers.get(name)
}
//# sourceMappingURL=share-lists.js.map
