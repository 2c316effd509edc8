import { HttpError } from '../http/errors.js'
import { isDict, isTruthy } from '../python/repr.js'
/**
 * Reads a body as hubs do since 6.0: one that has neither of its two fields is all options.
 *
 * @throws {@link HttpError} 400.
 */
export function readServerBody(call) {
  const body = call.json()
  if (!isTruthy(body)) return { displayName: '', options: null }
  if (!isDict(body)) throw new HttpError(400, 'Body must be a JSON object')
  const { display_name, user_options } = body
  if (Object.hasOwn(body, 'display_name') && typeof display_name !== 'string') {
    throw new HttpError(400, 'display_name must be a string')
  }
  if (Object.hasOwn(body, 'user_options') && user_options !== null && !isDict(user_options)) {
    throw new HttpError(400, 'user_options must be an object or null')
  }
  if (typeof display_name !== 'string' && user_options === undefined) {
    return { displayName: '', options: body }
  }
  const displayName = typeof display_name === 'string' ? display_name : ''
  return { displayName, options: isDict(user_options) ? user_options : null }
}
//# sourceMappingURL=server-body.js.map
