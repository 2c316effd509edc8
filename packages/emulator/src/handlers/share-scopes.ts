import { hasScope } from '../auth/has-scope.ts'
import { partition } from '../auth/scopes.ts'
import type { Call } from '../http/call.ts'
import { HttpError } from '../http/errors.ts'

/**
 * Scopes that a request wants to share, narrowed to the server of the path.
 *
 * @throws {@link HttpError} 400 for any other filter.
 */
export function narrowed(call: Call, scopes: readonly string[] | null): string[] {
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
export function checkMayShare(call: Call, scopes: readonly string[]): void {
  for (const scope of scopes) {
    if (hasScope(call, scope)) continue
    const sentence = `Do not have permission to grant share with scope ${scope}`
    throw new HttpError(403, sentence)
  }
}

/** Scopes without their filters. */
export const basesOf = (scopes: readonly string[]): string[] =>
  scopes.map((scope) => partition(scope, '!')[0])
