/** Whether a request comes from a page of the hub, by its header `Referer`. */
export function isFromHub({ request, hub, url }) {
  const host = request.headers.get('host') ?? url.host
  const referer = request.headers.get('referer') ?? ''
  const [, rest = referer] = referer.split('://')
  return `${rest}/`.startsWith(`${host}${hub.baseUrl}hub/`)
}
//# sourceMappingURL=referer.js.map
