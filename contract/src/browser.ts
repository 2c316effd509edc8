import type { Recorder } from './recorder.ts'

/** A browser with cookies of its own, for what takes no token. It follows no redirects. */
export interface Browser {
  /** Sends a request to a path below the hub's base URL: `hub/home`. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Value of a cookie that would be sent to the hub's pages. */
  cookie(name: string): string | undefined
  /** Value of the header `Cookie` that goes with requests for the hub's pages. */
  readonly header: string
}

interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
}

/** A browser in which nobody is logged in. */
export function openBrowser(hubUrl: string, recorder: Pick<Recorder, 'navigate'>): Browser {
  const jar = new Map<string, Cookie>()
  const cookiesFor = ({ pathname }: URL): Cookie[] =>
    [...jar.values()].filter(({ path }) => pathname.startsWith(path))

  const home = new URL('hub/home', hubUrl)

  return {
    async fetch(path, init = {}) {
      // The client may know the hub by an address that no browser has.
      const { pathname, search } = new URL(path, hubUrl)
      const url = new URL(pathname + search, hubUrl)
      const headers = new Headers(init.headers)
      const cookies = cookiesFor(url)
      if (cookies.length > 0) headers.set('cookie', headerOf(cookies))
      const response = await recorder.navigate(url.href, { ...init, headers })
      for (const line of response.headers.getSetCookie()) {
        const cookie = parseCookie(line)
        const key = `${cookie.name};${cookie.path}`
        if (cookie.value === '') jar.delete(key)
        else jar.set(key, cookie)
      }
      return response
    },
    cookie: (name) => cookiesFor(home).find((cookie) => cookie.name === name)?.value,
    get header() {
      return headerOf(cookiesFor(home))
    },
  }
}

/** Logs a user in with the hub's form, and opens a page after that, as hubs 4.1 to 5.4 settle `_xsrf` only then. */
export async function logIn(browser: Browser, username: string, password: string): Promise<void> {
  await browser.fetch('hub/login')
  const form = new URLSearchParams({ username, password })
  const xsrf = browser.cookie('_xsrf')
  if (xsrf !== undefined) form.set('_xsrf', xsrf)
  const response = await browser.fetch('hub/login', { method: 'POST', body: form })
  if (response.status !== 302) {
    throw new Error(`the login of ${username} was answered with ${response.status}`)
  }
  await browser.fetch('hub/home')
}

const headerOf = (cookies: readonly Cookie[]): string =>
  cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

function parseCookie(line: string): Cookie {
  const [pair = '', ...attributes] = line.split(';')
  const equals = pair.indexOf('=')
  const path = attributes.map((text) => text.trim()).find((text) => /^path=/i.test(text))
  return {
    name: pair.slice(0, equals),
    value: pair.slice(equals + 1).replaceAll('"', ''),
    path: path?.slice('path='.length) ?? '/',
  }
}
