import type { ProgressEvent } from './models/server.ts'
import type { OperationId } from './operations.ts'

const brand = (name: string): symbol => Symbol.for(`jupyterhub-client:${name}`)

/**
 * Gives an error class its name as a literal, which minifiers leave alone, and a brand by which other copies of this
 * package know it. The brand holds the code.
 */
function named({ prototype }: { readonly prototype: object }, name: string, code: string): void {
  Object.defineProperty(prototype, 'name', { value: name, configurable: true })
  Object.defineProperty(prototype, brand(name), { value: code })
}

/**
 * Root of everything this package throws, but for a caller's own abort, which rejects with the caller's
 * `signal.reason`.
 *
 * @example
 * if (HubError.isInstance(error)) console.error(error.code, error.message)
 */
export class HubError extends Error {
  static {
    named(this, 'HubError', 'hub')
  }

  /** Stable word for the kind of error, for programs: `not_found`, `timeout` … */
  readonly code: string

  constructor(message: string, options?: ErrorOptions & { readonly code?: string }) {
    super(message, options)
    this.code = options?.code ?? String(Reflect.get(this, brand(this.name)))
  }

  /** Like `instanceof`, but also for errors that another copy of this package threw. */
  static isInstance<T>(this: { readonly prototype: T }, value: unknown): value is T {
    const { name } = this.prototype as { name: string }
    return typeof value === 'object' && value !== null && brand(name) in value
  }
}

/** A request as errors tell of it. Secrets in its URL are replaced. */
export interface RequestSummary {
  /** HTTP method. */
  readonly method: string
  /** Path below the hub's API, with query: `/users/ada`. */
  readonly path: string
  /** The whole URL. */
  readonly url: string
  /** HTTP requests that the call has made, this one included. */
  readonly attempts: number
  /** The operation, by its key in `operations`; `undefined` for `hub.request`. */
  readonly operation?: OperationId | undefined
  /** Whether it was sent without the client's token. */
  readonly anonymous?: boolean | undefined
}

/** What {@link HubResponseError} is made of. */
export interface ResponseDetails extends RequestSummary {
  readonly status: number
  readonly hubVersion?: string | undefined
  readonly body?: unknown
  readonly retryAfterMs?: number | undefined
}

/** What errors about a request have in common. */
class RequestError extends HubError implements RequestSummary {
  /** HTTP method. */
  readonly method: string
  /** Path of the request below the hub's API; secrets in it are replaced. */
  readonly path: string
  /** The whole URL; secrets in it are replaced. */
  readonly url: string
  /** HTTP requests that the call made. */
  readonly attempts: number
  /** The operation, by its key in `operations`; `undefined` for `hub.request`. */
  readonly operation: OperationId | undefined
  /** Whether it was sent without the client's token. */
  readonly anonymous: boolean

  constructor(
    problem: string,
    request: RequestSummary,
    options?: ErrorOptions,
    message: string = `${request.method} ${request.url}: ${problem}`,
  ) {
    super(message, options)
    this.method = request.method
    this.path = request.path
    this.url = request.url
    this.attempts = request.attempts
    this.operation = request.operation
    this.anonymous = request.anonymous === true
  }
}

/** The hub, or a proxy in front of it, answered with an error status. */
export class HubResponseError extends RequestError {
  static {
    named(this, 'HubResponseError', 'response')
  }

  /** HTTP status. */
  readonly status: number
  /** Version of the hub that answered; `undefined` when a proxy answered in its place. */
  readonly hubVersion: string | undefined
  /** The answer's body: parsed if it was JSON, else the first 64 kB of its text. */
  readonly body: unknown

  /** @param message - The hub's own sentence, or ours where it had none. */
  constructor(message: string, details: ResponseDetails) {
    super('', details, undefined, message)
    this.status = details.status
    this.hubVersion = details.hubVersion
    this.body = details.body
  }
}

/** 400: the hub refused what was asked. Also "already running" and "pending stop" of servers. */
export class BadRequestError extends HubResponseError {
  static {
    named(this, 'BadRequestError', 'bad_request')
  }
}

/**
 * 403: the token is unknown, expired, or lacks a scope. The hub never answers 401 to an API call. `hub.explain(error)` says
 * which it is.
 */
export class ForbiddenError extends HubResponseError {
  static {
    named(this, 'ForbiddenError', 'forbidden')
  }

  /** Scopes any one of which would do, as the hub names them; empty when it names none. */
  readonly requiredScopes: readonly string[]

  constructor(message: string, details: ResponseDetails) {
    super(message, details)
    const list = /requires any of \[([^\]]*)\]/.exec(message)?.[1] ?? ''
    this.requiredScopes = list.split(',').flatMap((scope) => scope.trim() || [])
  }
}

/** 404: it does not exist, or the token's scopes do not reach it. The hub does not say which; `hub.explain(error)` helps. */
export class NotFoundError extends HubResponseError {
  static {
    named(this, 'NotFoundError', 'not_found')
  }
}

/** 409: it exists already. */
export class ConflictError extends HubResponseError {
  static {
    named(this, 'ConflictError', 'conflict')
  }
}

/** 429: too many servers are starting, or running. */
export class RateLimitedError extends HubResponseError {
  static {
    named(this, 'RateLimitedError', 'rate_limited')
  }

  /** How long the hub asks to wait, in milliseconds; `undefined` when it does not say (too many are running). */
  readonly retryAfterMs: number | undefined

  constructor(message: string, details: ResponseDetails) {
    super(message, details)
    this.retryAfterMs = details.retryAfterMs
  }
}

/** 5xx: the hub failed, or the proxy could not reach it. */
export class HubServerError extends HubResponseError {
  static {
    named(this, 'HubServerError', 'hub_server')
  }
}

/** The hub could not be reached, or the connection was lost before the whole answer was here. */
export class HubConnectionError extends RequestError {
  static {
    named(this, 'HubConnectionError', 'connection')
  }
}

/** Which clock ran out: one attempt's, the whole call's, or a stream's, which counts silence. */
export type ClockName = 'attempt' | 'total' | 'idle'

/** A clock ran out. What was asked may still happen: the hub does not notice that nobody waits. */
export class HubTimeoutError extends HubConnectionError {
  static {
    named(this, 'HubTimeoutError', 'timeout')
  }

  readonly clock: ClockName
  /** What the clock was set to, in milliseconds. */
  readonly ms: number

  /** @param story - What had happened until then, to follow the words "after 3000 ms". */
  constructor(clock: ClockName, ms: number, request: RequestSummary, story: string = '') {
    super(`the ${clock} clock ran out after ${ms} ms${story}`, request)
    this.clock = clock
    this.ms = ms
  }
}

/** What answered is not a hub: a web page, a redirect to a login, broken JSON, or JSON of another shape. */
export class HubProtocolError extends RequestError {
  static {
    named(this, 'HubProtocolError', 'protocol')
  }
}

/** A server did not come up. */
export class SpawnFailedError extends HubError {
  static {
    named(this, 'SpawnFailedError', 'spawn_failed')
  }

  readonly user: string
  /** The server's name; `''` is the default server. */
  readonly server: string
  /** The progress events that led there, oldest first. */
  readonly events: readonly ProgressEvent[]

  constructor(
    message: string,
    user: string,
    server: string,
    events: readonly ProgressEvent[],
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.user = user
    this.server = server
    this.events = events
  }
}

/**
 * This hub is too old for what was asked. Nothing was sent where that would have done harm; else the hub refused it, and its
 * answer is the `cause`.
 */
export class UnsupportedError extends HubError {
  static {
    named(this, 'UnsupportedError', 'unsupported')
  }

  /** What was asked for, in words. */
  readonly operation: string
  /** The first hub version that has it. */
  readonly needs: string
  readonly hubVersion: string

  constructor(operation: string, needs: string, hubVersion: string, options?: ErrorOptions) {
    super(`${operation} needs JupyterHub ${needs} or newer; this hub is ${hubVersion}`, options)
    this.operation = operation
    this.needs = needs
    this.hubVersion = hubVersion
  }
}

/** What the caller gave cannot be used: a URL, a token, a name, an option. Nothing was sent. */
export class HubConfigError extends HubError {
  static {
    named(this, 'HubConfigError', 'config')
  }
}
