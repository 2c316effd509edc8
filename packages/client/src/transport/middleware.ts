import type { OperationId } from '../operations.ts'

/** One attempt, as middleware sees it and may change it. */
export interface HubRequest {
  readonly method: string
  /** The whole URL, which must stay below the hub's API. It holds a secret in three rare operations. */
  url: string
  /** By lower-case name. The token is not among them: it is added after the last middleware. */
  readonly headers: Record<string, string>
  readonly body: string | undefined
  /** Aborted when the caller aborts or a clock runs out. */
  readonly signal: AbortSignal
}

/** What a middleware knows about the call that an attempt belongs to. */
export interface MiddlewareContext {
  /** The operation; `undefined` for `hub.request`. */
  readonly operation: OperationId | undefined
  /** 1 for the first attempt. */
  readonly attempt: number
}

/**
 * Wraps every attempt: sees the request, calls `next` for the response, sees that. The hub's middleware comes first,
 * then the call's own. It may answer without `next`, call it more than once, or throw: what it throws reaches the
 * caller as it is.
 *
 * @example
 * const timing: Middleware = async (request, next) => {
 *   const start = performance.now()
 *   const response = await next(request)
 *   console.log(request.method, response.status, performance.now() - start)
 *   return response
 * }
 */
export type Middleware = (
  request: HubRequest,
  next: (request: HubRequest) => Promise<Response>,
  context: MiddlewareContext,
) => Promise<Response>

/** Puts middleware around the innermost step, the first outermost. */
export function compose(
  middleware: readonly Middleware[],
  innermost: (request: HubRequest) => Promise<Response>,
  context: MiddlewareContext,
): (request: HubRequest) => Promise<Response> {
  return middleware.reduceRight<(request: HubRequest) => Promise<Response>>(
    (next, layer) => (request) => layer(request, next, context),
    innermost,
  )
}
