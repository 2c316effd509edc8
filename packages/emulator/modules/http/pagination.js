import { HttpError } from './errors.js'
const mediaType = 'application/jupyterhub-pagination+json'
/** Whether a request asks for pages: the exact type, as any parameter spoils it. */
function wantsPages({ request, hub }) {
  const accept = request.headers.get('accept') ?? ''
  return (
    hub.traits.pagination &&
    accept
      .toLowerCase()
      .split(',')
      .some((type) => type.trim() === mediaType)
  )
}
/**
 * The part of a list that a request asks for.
 *
 * @throws {@link HttpError} 400 for what are no numbers.
 */
export function sliceOf(call) {
  const { api_page_default_limit: usual, api_page_max_limit: most } = call.hub.config
  if (!call.hub.traits.pagination) return { offset: 0, limit: Infinity }
  const limit = toInt(call.argument('limit')) ?? (wantsPages(call) ? usual : most)
  return {
    offset: Math.abs(toInt(call.argument('offset')) ?? 0),
    limit: Math.max(1, Math.min(most, Math.abs(limit))),
  }
}
/** A list, or its page with all that belongs to it if the request asks for pages. */
export function paginated(call, items, slice, total) {
  return wantsPages(call) ? envelope(call, items, slice, total) : items
}
/** A page with where it stands in the list, and how it goes on. */
export function envelope(call, items, { offset, limit }, total) {
  const next = { offset: offset + limit, limit, url: nextUrl(call, offset + limit, limit) }
  return {
    items,
    _pagination: { offset, limit, total, next: next.offset < total ? next : null },
  }
}
/** The request's own URL as the hub sees it, which is not always that of who asks. */
function nextUrl({ request, url, hub }, offset, limit) {
  const { headers } = request
  const scheme =
    headers.get('x-scheme') ??
    headers.get('x-forwarded-proto')?.split(',').at(-1)?.trim() ??
    url.protocol.slice(0, -1)
  const query = new URLSearchParams(url.search)
  if (!hub.traits.blankQueryKept) {
    for (const [name, value] of [...query]) if (value === '') query.delete(name)
  }
  query.set('offset', String(offset))
  query.set('limit', String(limit))
  return `${scheme}://${headers.get('host') ?? url.host}${url.pathname}?${query}`
}
/** Reads a number as Python's `int` does. */
function toInt(text) {
  if (text === undefined) return undefined
  if (!/^[+-]?\d+(?:_\d+)*$/.test(text)) {
    throw new HttpError(400, 'Invalid argument type, offset and limit must be integers')
  }
  return Number(text.replaceAll('_', ''))
}
//# sourceMappingURL=pagination.js.map
