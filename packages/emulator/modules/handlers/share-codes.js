import { HttpError } from '../http/errors.js'
import { empty, json } from '../http/reply.js'
import { readShareCodeRequest } from '../models/share-request.js'
import { newShareCodeModel, shareCodeModel } from '../models/share.js'
import { listInPages, ofPath, theServer } from './share-lists.js'
import { basesOf, checkMayShare, narrowed } from './share-scopes.js'
import { routesOfOwner } from './shares.js'
function listCodes(call) {
  const { hub } = call
  const { shareCodes } = hub.state
  // Those that have expired are counted, and not shown.
  return listInPages(call, ofPath(call, shareCodes.all), (codes) =>
    codes.filter((code) => !shareCodes.hasExpired(code)).map((code) => shareCodeModel(hub, code)),
  )
}
function createCode(call) {
  const { hub } = call
  const request = readShareCodeRequest(call)
  const scopes = narrowed(call, request.scopes)
  checkMayShare(call, scopes)
  const server = theServer(call)
  const code = hub.state.shareCodes.create(server, basesOf(scopes), request.expires_in)
  return json(newShareCodeModel(hub, code))
}
function deleteCodes(call) {
  theServer(call)
  for (const code of codesToDelete(call)) call.hub.state.shareCodes.delete(code)
  return empty(204)
}
/** The one that is named. An empty name is none, and so all are meant. */
function codesToDelete(call) {
  const { shareCodes } = call.hub.state
  const all = ofPath(call, shareCodes.all)
  const [code, id] = [call.argument('code') ?? '', call.argument('id') ?? '']
  if (code !== '') {
    const found = shareCodes.find(code)
    if (found === undefined || !all.includes(found)) {
      throw new HttpError(404, 'No matching code found')
    }
    return [found]
  }
  if (id === '') return all
  // What follows the number is passed over.
  const [, number] = /^sc_(\d+)/.exec(id) ?? []
  const found = all.find((one) => String(one.id) === number?.replace(/^0+/, ''))
  if (found === undefined) throw new HttpError(404, `No code found matching id=${id}`)
  return [found]
}
/** Requests about codes that share a server. */
export const shareCodeRoutes = routesOfOwner('/hub/api/share-codes', listCodes, {
  POST: createCode,
  DELETE: deleteCodes,
})
//# sourceMappingURL=share-codes.js.map
