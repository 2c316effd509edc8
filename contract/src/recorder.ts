import { inspect } from 'node:util'
import type { Fetch, HttpTransport, OperationId, WireResponse } from 'jupyterhub-client'
import { operationOf } from './operation-of.ts'
import { entryMark } from './results.ts'
import type { Notes } from './results.ts'
import { bySocket } from './transport.ts'
import type { Transport } from './transport.ts'

/** Sees everything that goes between a suite and one hub. */
export interface Recorder {
  /** Sends a request, and notes its operation and the secrets of its answer. */
  readonly fetch: Fetch
  /** The same, as a browser does for a link or a form. */
  readonly navigate: Fetch
  /** Gives a transport that sends by another, and notes the same. */
  watch(transport: HttpTransport): HttpTransport
  /** Remembers a secret, which must then show up in no error, object or line of output. */
  secret(value: string): void
  /** Notes how an error looks when it is printed in any of the usual ways. */
  error(error: unknown): void
  /** Notes how an object looks when it is printed. */
  object(value: object): void
}

/** Makes a recorder for the hub whose API is at `apiUrl`. */
export function makeRecorder(
  notes: Notes,
  apiUrl: string,
  transport: Transport = bySocket,
): Recorder {
  const known = new Set<string>()
  const basePath = new URL(apiUrl).pathname

  function secret(value: string): void {
    // Shorter ones, such as a cookie's `0`, would be found everywhere.
    if (value.length < 8 || known.has(value)) return
    known.add(value)
    notes('secrets', `${JSON.stringify(value)}\n`)
  }

  function noteOperation(url: string, method: string, response: { readonly status: number }): void {
    const { pathname } = new URL(url)
    if (!pathname.startsWith(basePath)) return
    const operation = operationOf(method, pathname.slice(basePath.length))
    if (operation !== undefined && isExercised(operation, response)) {
      notes('sent', `${operation}\n`)
    }
  }

  const record =
    (send: Fetch): Fetch =>
    async (url, init) => {
      const response = await send(url, init)
      noteOperation(url, init.method ?? 'GET', response)
      for (const value of await secretsOf(response)) secret(value)
      return response
    }

  return {
    fetch: record(transport.fetch),
    navigate: record(transport.navigate),
    watch: ({ fetch, send }) => ({
      fetch: record(fetch),
      async send(url, request) {
        const response = await send(url, request)
        noteOperation(url, request.method, response)
        return withText(response, (text) => {
          for (const value of secretsIn(text)) secret(value)
        })
      },
    }),
    secret,
    error(error) {
      const printed = [print(error), String(error)]
      for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
        printed.push(cause.message, cause.stack ?? '', JSON.stringify(cause))
      }
      notes('errors', entryMark + printed.join('\n'))
    },
    object(value) {
      notes('objects', `${entryMark}${print(value)}\n${toJson(value)}`)
    },
  }
}

/** Operations that every hub refuses as it comes. */
const alwaysRefused: ReadonlySet<OperationId> = new Set([
  'POST /users/{user}/admin-access',
  'PUT /users/{user}/server',
])

/** A refusal says nothing about what an operation does. */
const isExercised = (operation: OperationId, { status }: { readonly status: number }): boolean =>
  status < 400 || alwaysRefused.has(operation)

const print = (value: unknown): string =>
  inspect(value, { depth: 10, showHidden: true, getters: true, maxStringLength: Infinity })

function toJson(value: object): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    return String(error)
  }
}

/** Secrets that an answer brings: a new token or code, a cookie, a code in a redirect. */
async function secretsOf(response: Response): Promise<string[]> {
  const cookies = response.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
  const values: unknown[] = cookies.map((pair) => pair.slice(pair.indexOf('=') + 1))
  values.push(/[?&]code=([^&]+)/.exec(response.headers.get('location') ?? '')?.[1])
  if (response.headers.get('content-type')?.startsWith('application/json')) {
    values.push(...secretsIn(await response.clone().text()))
  }
  return values.filter((value) => typeof value === 'string')
}

/** Secrets that the text of an answer brings. */
function secretsIn(text: string): string[] {
  const { token, code, access_token } = parse(text)
  return [token, code, access_token].filter((value) => typeof value === 'string')
}

/** The same response, whose text is shown to `look` when it is read. */
function withText(response: WireResponse, look: (text: string) => void): WireResponse {
  const { status, statusText, ok, headers, body } = response
  const text = async () => {
    const all = await response.text()
    look(all)
    return all
  }
  return { status, statusText, ok, headers, body, text }
}

function parse(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>
  } catch {
    return {}
  }
}
