import { HttpError, reasonOf } from '../http/errors.js'
/** A failed start as the request for it is answered. Before 6.0, the spawner's words are not passed on. */
export function spawnHttpError({ message, status = 500, reason = 'error' }, traits) {
  const words = message === '' ? reasonOf(status) : message
  return new HttpError(status, traits.spawnErrorExplained ? words : reason)
}
//# sourceMappingURL=spawn-error.js.map
