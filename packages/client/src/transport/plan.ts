import { HubConfigError } from '../errors.ts'
import { checkCallOptions } from '../options.ts'
import type { CallOptions, Fetch, TokenSource } from '../options.ts'
import { operations } from '../operations.ts'
import type { Operation, OperationId, Repeat } from '../operations.ts'
import type { Details, RawRequest } from './call.ts'
import { mergeHeaders } from './headers.ts'
import type { Middleware } from './middleware.ts'
import { fillPath, queryString } from './path.ts'
import { secretsInBody } from './secrets.ts'

/** What a hub's options come down to, computed once. */
export interface Settings {
  /** Base of the API, without trailing slash. */
  readonly apiUrl: string
  readonly token: TokenSource | null
  readonly fetch: Fetch | undefined
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  readonly defaults: CallOptions
  /** What is known of the hub so far; shared by the hubs that `with` makes. */
  readonly memory: HubMemory
}

/** What answers have told of the hub. */
export interface HubMemory {
  version?: string
}

/** A call, ready to be attempted. */
export interface Plan {
  readonly settings: Settings
  readonly operation: OperationId | undefined
  readonly method: string
  /** Path below the API with query; secrets in it are not replaced. */
  readonly path: string
  readonly repeat: Repeat
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly anonymous: boolean
  /** The hub's options under those of the call. */
  readonly options: CallOptions
  readonly middleware: readonly Middleware[]
  /** Values that no error may show, but for the token, which each attempt knows. */
  readonly secrets: () => string[]
}

/** Plans a row of the table. */
export function planOperation<Id extends OperationId>(
  settings: Settings,
  id: Id,
  details: Details<Id>,
  options: CallOptions | undefined,
): Plan {
  const operation: Operation = operations[id]
  const space = id.indexOf(' ')
  const given: Readonly<Record<string, unknown>> = { ...details.query, ...(details.path as object) }
  return {
    ...planCommon(settings, details.body, details.accept ?? 'application/json', options),
    operation: id,
    method: id.slice(0, space),
    path: fillPath(id.slice(space + 1), given) + queryString(details.query),
    repeat: operation.repeat ?? 'idempotent',
    anonymous: details.anonymous ?? false,
    secrets: () => [
      ...(operation.secrets ?? []).map((name) => `${given[name] as string}`),
      ...secretsInBody(details.body),
    ],
  }
}

/** Plans a request of the caller's own making. */
export function planRequest(
  settings: Settings,
  { method = 'GET', path, query, body }: RawRequest,
  options: CallOptions | undefined,
): Plan {
  checkRawPath(path)
  return {
    ...planCommon(settings, body, 'application/json', options),
    operation: undefined,
    method,
    path: path + queryString(query),
    repeat: method === 'GET' ? 'idempotent' : 'once',
    anonymous: false,
    secrets: () => secretsInBody(body),
  }
}

function planCommon(
  settings: Settings,
  body: unknown,
  accept: string,
  options: CallOptions | undefined,
): Pick<Plan, 'settings' | 'headers' | 'body' | 'options' | 'middleware'> {
  if (options !== undefined) checkCallOptions(options)
  const headers: Record<string, string> = { ...settings.headers, accept }
  const encoded = encodeBody(body, headers)
  mergeHeaders(headers, options?.headers)
  const { middleware = [] } = settings.defaults
  return {
    settings,
    headers,
    body: encoded,
    options: options === undefined ? settings.defaults : withDefined(settings.defaults, options),
    middleware: options?.middleware ? [...middleware, ...options.middleware] : middleware,
  }
}

function withDefined(defaults: CallOptions, options: CallOptions): CallOptions {
  return {
    signal: options.signal ?? defaults.signal,
    timeout: options.timeout ?? defaults.timeout,
    totalTimeout: options.totalTimeout ?? defaults.totalTimeout,
    retries: options.retries ?? defaults.retries,
  }
}

function encodeBody(body: unknown, headers: Record<string, string>): string | undefined {
  if (body === undefined) return undefined
  if (body instanceof URLSearchParams) {
    headers['content-type'] = 'application/x-www-form-urlencoded'
    return body.toString()
  }
  headers['content-type'] = 'application/json'
  try {
    return JSON.stringify(body)
  } catch {
    throw new HubConfigError('the body cannot be written as JSON: it holds a cycle or a BigInt')
  }
}

function checkRawPath(path: unknown): void {
  const sound = typeof path === 'string' && /^\/[^?#\\\s]*$/.test(path)
  if (!sound || /\/(\.|%2e){1,2}(\/|$)/i.test(path)) {
    throw new HubConfigError(
      'path must be below the hub’s API, start with a slash, be percent-encoded, and hold no query and no dot segments',
    )
  }
}
