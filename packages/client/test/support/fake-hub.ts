import { JupyterHub } from '../../src/index.ts'
import type { ClientOptions } from '../../src/index.ts'

/** The token of every hub in these tests: whatever shows it leaks it. */
export const canary = 'canary-5f1d7c0a9e3b'

export const apiUrl = 'https://hub.example.org/hub/api'

/** A request as the client handed it to `fetch`. */
export interface Sent {
  readonly method: string
  readonly url: string
  /** Below the API, without query, still encoded. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Headers
  readonly body: string | undefined
  readonly signal: AbortSignal
  readonly init: RequestInit
}

/** Answers the request with that number, from 1. */
export type Answerer = (request: Sent, number: number) => Response | Promise<Response>

/** A hub whose `fetch` is the given function, and all requests that it was given. */
export function fakeHub(
  answer: Answerer,
  options: Partial<ClientOptions> = {},
): { hub: JupyterHub; sent: Sent[] } {
  const sent: Sent[] = []
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const request = readRequest(url, init)
    return answer(request, sent.push(request))
  }
  const hub = new JupyterHub({ url: 'https://hub.example.org', token: canary, fetch, ...options })
  return { hub, sent }
}

function readRequest(url: string, init: RequestInit): Sent {
  const { pathname, searchParams } = new URL(url)
  return {
    method: init.method ?? 'GET',
    url,
    path: pathname.slice('/hub/api'.length),
    query: searchParams,
    headers: new Headers(init.headers),
    body: typeof init.body === 'string' ? init.body : undefined,
    signal: init.signal ?? new AbortController().signal,
    init,
  }
}

/** An answer as the hub writes them. */
export function json(value: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(value), {
    ...init,
    headers: {
      'content-type': 'application/json',
      'x-jupyterhub-version': '5.5.1',
      ...(init.headers as Record<string, string> | undefined),
    },
  })
}

/** An error as the hub writes them. */
export function hubError(
  status: number,
  message: string | null = 'No such luck',
  headers: Record<string, string> = {},
): Response {
  return json({ status, message }, { status, headers })
}

/** A `fetch` that answers only when it is aborted, as the real one does. */
export function hang({ signal }: Sent): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(signal.reason)
    if (signal.aborted) fail()
    else signal.addEventListener('abort', fail)
  })
}
