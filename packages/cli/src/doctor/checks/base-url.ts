import { fault, ok, skipped } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Answer } from '../send.ts'
import type { Check } from '../subject.ts'

/** Judges whether the hub knows below which path people reach it, by where its home page redirects to. */
export function judgeBaseUrl(base: string, { status, headers }: Answer): Verdict {
  const seen = `GET ${base}hub/: ${status}, location: ${headers.location ?? 'none'}`
  if (headers.location === undefined) return skipped(`The home page redirects nowhere (${seen}).`)
  const { pathname } = new URL(headers.location, 'http://hub')
  if (pathname.startsWith(`${base}hub/`)) return ok(`The hub knows that it is below ${base}`, seen)
  return fault(
    `The prefix ${base} is lost: the hub believes to be elsewhere, and its links lead there.`,
    seen,
    `c.JupyterHub.base_url = '${base}', and proxy_pass without a path: proxy_pass http://127.0.0.1:8000;`,
  )
}

/** Whether the hub and the proxy agree about the prefix. */
export const baseUrl: Check = {
  name: 'base-url',
  run: async ({ base, send }) => judgeBaseUrl(base, await send({ path: `${base}hub/` })),
}
