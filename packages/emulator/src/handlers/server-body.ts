import type { Call } from '../http/call.ts'
import { HttpError } from '../http/errors.ts'
import { isDict, isTruthy } from '../python/repr.ts'

/** What a request to make or start a server asks for. */
export interface ServerBody {
  /** Empty where none was given. */
  readonly displayName: string
  /** `null`: those of the last time. */
  readonly options: Readonly<Record<string, unknown>> | null
}

/**
 * Reads a body as hubs do since 6.0: one that has neither of its two fields is all options.
 *
 * @throws {@link HttpError} 400.
 */
export function readServerBody(call: Call): ServerBody {
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
