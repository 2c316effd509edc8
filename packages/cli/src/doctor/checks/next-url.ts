import { fault, ok, skipped } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Answer } from '../send.ts'
import { authorized, jsonOf } from '../subject.ts'
import type { Check } from '../subject.ts'

/** Judges whether the hub knows the address by which it is asked, by where it says that the next page is. */
export function judgeNextUrl(origin: string, answer: Answer): Verdict {
  if (answer.status !== 200) {
    return skipped(`The token may not list users (GET /hub/api/users: ${answer.status}).`)
  }
  const page = Object(jsonOf(answer)?.['_pagination']) as { next?: { url?: unknown } | null }
  const url = page.next?.url
  if (typeof url !== 'string' || !URL.canParse(url)) {
    return skipped('The hub has fewer than two users, or is older than 2.0: it names no next page.')
  }
  const seen = `next.url: ${url}`
  const [asked, told] = [new URL(origin), new URL(url)]
  if (asked.host !== told.host) {
    return fault(
      `The hub believes to be at ${told.host}: links and WebSockets fail.`,
      seen,
      'proxy_set_header Host $http_host;',
    )
  }
  if (asked.protocol !== told.protocol) {
    return fault(
      `The hub believes to be asked by ${told.protocol.replace(':', '')}: who follows next.url goes wrong.`,
      seen,
      'proxy_set_header X-Scheme $scheme;',
    )
  }
  return ok('The hub knows by which address it is asked.', seen)
}

/** Whether the hub knows scheme and host of its own address. */
export const nextUrl: Check = {
  name: 'next-url',
  async run({ api, send, token, whyNoToken, way: { origin } }) {
    if (token === undefined) return skipped(whyNoToken)
    const headers = { ...authorized(token), accept: 'application/jupyterhub-pagination+json' }
    return judgeNextUrl(origin, await send({ path: `${api}/users?limit=1`, headers }))
  },
}
