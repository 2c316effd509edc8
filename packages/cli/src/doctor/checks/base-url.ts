import { fault, ok, skipped } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Answer } from '../send.ts'
import type { Check } from '../subject.ts'

/** Judges whether the hub knows below which path people reach it, by where its home page redirects to. */
export function judgeBaseUrl(origin: string, base: string, { status, headers }: Answer): Verdict {
  const seen = `GET ${base}hub/: ${status}, location: ${headers.location ?? 'none'}`
  if (headers.location === undefined) return skipped(`The home page redirects nowhere (${seen}).`)
  if (!URL.canParse(headers.location, origin)) {
    return skipped(`The home page redirects to no address (${seen}).`)
  }
  const { hostname, pathname } = new URL(headers.location, origin)
  if (pathname.startsWith(`${base}hub/`)) return ok(`The hub knows that it is below ${base}`, seen)
  // People may be sent wherever the hub likes: to a page of its own, to the login of somebody else.
  if (hostname !== new URL(origin).hostname || !/^\/(?:[^/]+\/)*?hub\//.test(pathname)) {
    return skipped(`The home page leads to no page of the hub's own (${seen}).`)
  }
  return fault(
    `The prefix ${base} is lost: the hub believes to be elsewhere, and its links lead there.`,
    seen,
    `c.JupyterHub.base_url = '${base}', and proxy_pass without a path: proxy_pass http://127.0.0.1:8000;`,
  )
}

/** Whether the hub and the proxy agree about the prefix. */
export const baseUrl: Check = {
  name: 'base-url',
  run: async ({ base, send, way: { origin } }) =>
    judgeBaseUrl(origin, base, await send({ path: `${base}hub/` })),
}
