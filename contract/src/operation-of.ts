import { operations } from 'jupyterhub-client'
import type { OperationId } from 'jupyterhub-client'

const ids = Object.keys(operations) as OperationId[]
const patterns = ids.map((id) => ({ id, pattern: patternOf(id) }))

/**
 * The operation of the table that a request is, or `undefined`.
 *
 * @param path - Below the hub's API, still encoded, without query: `/users/ada/servers/`.
 */
export function operationOf(method: string, path: string): OperationId | undefined {
  const request = `${method.toUpperCase()} ${path === '' ? '/' : path}`
  return patterns.find(({ pattern }) => pattern.test(request))?.id
}

/** Only a server's name may be empty: the default server. */
function patternOf(id: OperationId): RegExp {
  const source = id
    .replaceAll('{server}', '[^/]*')
    .replaceAll(/\{\w+\}/g, '[^/]+')
    .replaceAll('/', String.raw`\/`)
  return new RegExp(`^${source}$`)
}
