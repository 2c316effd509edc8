import type { Fetch } from 'jupyterhub-client'
import type { Recorder, RunningHub, WireAnswer } from 'testbed'
import { logIn, openBrowser } from '../../src/browser.ts'
import type { Browser } from '../../src/browser.ts'
import { isAtLeast } from '../../src/version.ts'

/** A request below the hub's API. */
export type Ask = readonly [
  /** Name of one of the testbed's tokens, or a token; `null`: none. */
  who: string | null,
  method: string,
  path: string,
  /** Sent as it is if it is a text, else as JSON. */
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
]

/** A hub, all requests to which are recorded. */
export interface Scene {
  readonly hub: RunningHub
  /** Path of the hub's base URL, with a slash at the end. */
  readonly basePath: string
  readonly atLeast: (release: string) => boolean
  readonly ask: (...ask: Ask) => Promise<WireAnswer>
  /** Sends requests one after the other. */
  readonly askAll: (asks: readonly Ask[]) => Promise<void>
  /** Looks at something until it is as wanted. */
  readonly until: (
    who: string,
    path: string,
    isWanted: (answer: WireAnswer) => boolean,
  ) => Promise<WireAnswer>
  /** Sends a request to any path of the host. */
  readonly visit: (
    path: string,
    method?: string,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<WireAnswer>
  /** A browser; with a user's name, one in which that user is logged in. */
  readonly browser: (user?: string) => Promise<Browser>
}

/** Sets the scene for what is to be recorded. */
export function makeScene(hub: RunningHub, recorder: Recorder): Scene {
  const basePath = new URL(hub.url).pathname
  const requestOf = (...[who, method, path, body, headers]: Ask) => ({
    method,
    path: `${basePath}hub/api${path}`,
    headers: {
      ...(who !== null && { authorization: `token ${hub.tokens[who] ?? who}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const ask = (...given: Ask): Promise<WireAnswer> => recorder.send(requestOf(...given))
  return {
    hub,
    basePath,
    atLeast: (release) => isAtLeast(hub.version, release),
    ask,
    async askAll(asks) {
      for (const given of asks) await ask(...given)
    },
    until: (who, path, isWanted) => recorder.until(requestOf(who, 'GET', path), isWanted),
    visit: (path, method = 'GET', headers = {}) => recorder.send({ method, path, headers }),
    async browser(user) {
      const browser = openBrowser(hub.url, { navigate: navigateBy(recorder) })
      if (user !== undefined) await logIn(browser, user, hub.password)
      return browser
    },
  }
}

/** Whether a user is shown with a server that is up. */
export const isUp =
  (server: string) =>
  ({ text }: WireAnswer): boolean =>
    (JSON.parse(text) as ShownUser).servers[server]?.ready === true

interface ShownUser {
  readonly servers: Readonly<Record<string, { readonly ready: boolean }>>
}

/** Sends a browser's requests by a recorder. */
const navigateBy =
  (recorder: Recorder): Fetch =>
  async (url, { method = 'GET', headers, body }) => {
    const message = new Request(url, { method, ...(headers && { headers }), ...(body && { body }) })
    const { pathname, search } = new URL(url)
    const {
      status,
      headers: given,
      text,
    } = await recorder.send({
      method,
      path: pathname + search,
      // Without it, hubs before 4.0 fail at a server that does not run.
      headers: { accept: '*/*', ...Object.fromEntries(message.headers) },
      ...(body && { body: await message.text() }),
    })
    return new Response([204, 304].includes(status) ? null : text, { status, headers: given })
  }
