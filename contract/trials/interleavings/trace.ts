import type { Middleware } from 'jupyterhub-client'

/** What a client sends, one move after the other. */
export interface Trace {
  readonly middleware: Middleware
  /** Begins a list of requests for the next move. */
  readonly next: () => readonly string[]
}

/** Makes one. `now` tells the milliseconds since the trial began. */
export function traceOf(now: () => number): Trace {
  let current: string[] = []
  const middleware: Middleware = async (request, next) => {
    const lines = current
    const from = Math.round(now())
    const tell = (end: unknown) => {
      const path = new URL(request.url).pathname.replace(/^.*\/hub\/api/, '')
      lines.push(`${from}-${Math.round(now())} ms: ${request.method} ${path}: ${String(end)}`)
    }
    try {
      const response = await next(request)
      tell(response.status)
      return response
    } catch (error) {
      tell(error)
      throw error
    }
  }
  return {
    middleware,
    next() {
      current = []
      return current
    },
  }
}
