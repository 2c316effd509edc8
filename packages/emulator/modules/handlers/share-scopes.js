import { hasScope } from '../auth/has-scope.js'
import { partition } from '../auth/scopes.js'
import { HttpError } from '../http/errors.js'
/**
 * Scopes that a request wants to share, narrowed to the server of the path.
 *
 * @throws {@link HttpError} 400 for any other filter.
 */
export function narrowed(call, scopes) {
  const only = `server=${call.param('user')}/${call.param('server')}`
  return (scopes ?? ['access:servers']).map((scope) => {
    const [base, filter] = partition(scope, '!')
    if (filter !== '' && filter !== only) {
      const sentence = `!${filter} not allowed on sharing ${scope}, only !${only}`
      throw new HttpError(400, sentence)
    }
    return `${base}!${only}`
  })
}
/**
 * Refuses to share what a requester does not hold.
 *
 * @throws {@link HttpError} 403.
 */
export function checkMayShare(call, scopes) {
  for (const scope of scopes) {
    if (hasScope(call, scope)) continue
    const sentence = `Do not have permission to grant share with scope ${scope}`
    throw new HttpError(403, sentence)
  }
}
/** Scopes without their filters. */
export const basesOf = (scopes) => scopes.map((scope) => partition(scope, '!')[0])
//# sourceMappingURL=share-scopes.js.map
