import { xsrfTokenOf } from '../auth/xsrf.js'
import { html } from './reply.js'
/** A page of the hub, whose cookie `_xsrf` is set with it. */
export function page(call, main, options = {}) {
  const { hub, requester } = call
  const data = {
    base_url: `${hub.baseUrl}hub/`,
    prefix: hub.baseUrl,
    ...(requester !== null && { user: requester.owner.name }),
    ...(hub.traits.xsrf && { xsrf_token: xsrfTokenOf(call) }),
  }
  const script = JSON.stringify(data).replaceAll('<', String.raw`\u003c`)
  const body = `<!DOCTYPE HTML>
<html lang="en">
<head>
<meta charset="utf-8">
<title>JupyterHub</title>
<script>window.jhdata = ${script}</script>
</head>
<body>
${main}
</body>
</html>
`
  return html(body, options)
}
/** The field by which a form of a page proves that it is the hub's; nothing where hubs do not ask for it. */
export const xsrfField = (call) =>
  call.hub.traits.xsrf ? `<input type="hidden" name="_xsrf" value="${xsrfTokenOf(call)}">` : ''
/** Sends a browser on. */
export const redirect = (location) => html('', { status: 302, headers: [['location', location]] })
/** Where who is not logged in is sent, to come back afterwards. */
export function loginUrl({ hub, url }) {
  const next = new URLSearchParams({ next: url.pathname + url.search })
  return `${hub.baseUrl}hub/login?${next}`
}
/** Text as it is written in a page. */
export function escapeHtml(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;')
}
//# sourceMappingURL=page.js.map
