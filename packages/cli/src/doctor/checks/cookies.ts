import { setTimeout as sleep } from 'node:timers/promises'
import { fault, ok, skipped } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Answer } from '../send.ts'
import { jsonOf } from '../subject.ts'
import type { Check } from '../subject.ts'

const remedy =
  'Leave Cookie, Set-Cookie and X-XSRFToken as they are: no proxy_set_header Cookie, no proxy_hide_header Set-Cookie'

/** Tokens are made of the second: within it, the hub expects the same from who has no cookie. */
const anotherTokenMs = 1100

/** The hub's XSRF cookie in an answer, as `name=value`. */
const xsrfIn = ({ headers }: Answer): string | undefined =>
  headers['set-cookie']?.flatMap((line) => /^_xsrf=[^;]*/.exec(line) ?? [])[0]

/**
 * Judges whether browsers' cookies get to the hub and back, and the header that goes with them.
 *
 * @param api - The answer of the API to somebody with that cookie; nothing if there was none.
 */
export function judgeCookies(page: Answer, api: Answer | undefined): Verdict {
  const seen = `GET /hub/login: ${page.status}`
  if (api === undefined) {
    return /name="_xsrf"/.test(page.body)
      ? fault(
          'Cookies of the hub do not get to browsers: nobody can log in.',
          `${seen}, no cookie`,
          remedy,
        )
      : skipped(`The login page sets no XSRF cookie (${seen}).`)
  }
  const message = jsonOf(api)?.['message']
  if (typeof message !== 'string' || !/xsrf/i.test(message))
    return ok('Cookies and the XSRF header get to the hub.', seen)
  return fault(
    'Cookies or the XSRF header do not get to the hub: browser apps and the admin page fail.',
    `${seen}, with cookie; GET /hub/api/users with it: ${api.status} ${message}`,
    remedy,
  )
}

/** Whether apps in browsers can use the login of who has logged in. */
export const cookies: Check = {
  name: 'cookies',
  async run({ api, base, send, way }) {
    // The cookie of somebody unknown is bound to what the browser calls itself.
    const browser = { 'user-agent': 'jhub-doctor' }
    const page = await send({ path: `${base}hub/login`, headers: browser })
    const cookie = xsrfIn(page)
    if (cookie === undefined) return judgeCookies(page, undefined)
    const headers = {
      ...browser,
      cookie,
      // Without it, the hub does not tell who has no cookie from who has no login.
      origin: way.origin,
      'x-xsrftoken': cookie.replace('_xsrf=', ''),
      'sec-fetch-mode': 'cors',
      'sec-fetch-site': 'same-origin',
    }
    await sleep(anotherTokenMs, undefined, { signal: way.signal })
    return judgeCookies(page, await send({ path: `${api}/users`, headers }))
  },
}
