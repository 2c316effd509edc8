import type { Hub } from './hub.ts'
import { statusTextOf } from './http/errors.ts'
import type { Serve } from './serve.ts'

/** Where a hub is until it listens somewhere. */
export const unlistened = 'http://hub.example'

/** Answers as `fetch` does. */
export type Fetch = (input: Request | URL | string, init?: RequestInit) => Promise<Response>

/** Hands to a hub what is fetched from it, and only that. */
export function makeFetch(hub: Hub, serve: Serve): Fetch {
  return async (input, init) => {
    const { request, signal } = requestFrom(hub, input, init)
    const { url } = request
    checkOrigin(hub, new URL(url))
    return named(await serve(request, signal), url)
  }
}

/**
 * A `Request` is taken as it is. Any other says that it was fetched, as `fetch` does, on which it depends how a hub takes
 * cookies. Its signal, which may be that of many requests, is listened to by the hub alone, which knows when to leave off.
 */
function requestFrom(
  { url }: Hub,
  input: Request | URL | string,
  init?: RequestInit,
): { request: Request; signal: AbortSignal } {
  if (input instanceof Request) {
    const request = init === undefined ? input : new Request(input, init)
    return { request, signal: request.signal }
  }
  const { signal, ...rest } = init ?? {}
  const request = new Request(new URL(input, url), rest)
  if (!request.headers.has('sec-fetch-mode')) request.headers.set('sec-fetch-mode', 'cors')
  return { request, signal: signal ?? request.signal }
}

/** What is elsewhere, the hub cannot answer for. */
function checkOrigin(hub: Hub, { origin }: URL): void {
  if (origin === hub.url.origin || origin === unlistened) return
  const sentence = `the emulated hub is at ${hub.url.href}: nothing answers at ${origin}`
  const cause = Object.assign(new Error(sentence), { code: 'ENOTFOUND' })
  throw new TypeError('fetch failed', { cause })
}

/** Gives an answer, and copies of it, what only those of a real `fetch` have. */
function named(response: Response, url: string): Response {
  return Object.defineProperties(response, {
    url: { value: url },
    statusText: { value: statusTextOf(response.status) },
    clone: { value: () => named(Response.prototype.clone.call(response), url) },
  })
}
