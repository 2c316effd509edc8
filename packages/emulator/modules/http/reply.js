import { dumps } from '../python/json.js'
/** JSON, as the API answers. */
export function json(value, options = {}) {
  return {
    status: 200,
    contentType: 'application/json',
    headers: [],
    body: dumps(value),
    ...options,
  }
}
/** Nothing but a status. */
export function empty(status, options = {}) {
  const contentType = status === 204 ? null : 'application/json'
  return { status, contentType, headers: [], body: '', ...options }
}
/** A page. */
export function html(body, options = {}) {
  return { status: 200, contentType: 'text/html', headers: [], body, ...options }
}
//# sourceMappingURL=reply.js.map
