import type { Attempt } from './attempt.ts'
import { inBrowser } from './headers.ts'
import type { Plan } from './plan.ts'

/** Whether the global `fetch` of Node makes the requests of a call, and no middleware sees them. */
export function isForNodesFetch({ settings, middleware }: Plan): boolean {
  return (
    settings.send === undefined &&
    settings.fetch === undefined &&
    middleware.length === 0 &&
    inNode()
  )
}

/** Node names the library behind its `fetch`; Bun and Deno, which name Node's version, too, do not. */
function inNode(): boolean {
  const { process } = globalThis as { process?: { versions?: { undici?: string } } }
  return process?.versions?.undici !== undefined && !inBrowser()
}

/**
 * Has Node send it, with a signal that requests share. Of what may be redirected, Node sends a copy, which takes 3 to 4 % of a
 * call (2026-11-29, 2 cores, AMD EPYC, Node 20.20.2): so what a hub that has answered before is asked for may not, see
 * {@link mayBeRedirected}.
 */
export function sendByNodesFetch(
  { plan, deadline }: Attempt,
  headers: Record<string, string>,
  redirect: 'error' | 'manual' = redirectModeOf(plan),
): Promise<Response> {
  const { settings, method, path, body = null } = plan
  const signal = deadline.sharedSignal()
  return fetch(settings.apiUrl + path, { method, headers, body, signal, redirect, window: null })
}

function redirectModeOf({ method, settings }: Plan): 'error' | 'manual' {
  return method === 'GET' && settings.memory.version !== undefined ? 'error' : 'manual'
}

/** Whether a request may have failed because it was redirected: then there is no code. Where to, the error does not tell. */
export function mayBeRedirected(attempt: Attempt, error: unknown): boolean {
  const { cause = error } = Object(error) as { readonly cause?: unknown }
  const { code } = Object(cause) as { readonly code?: unknown }
  return attempt.isForNodesFetch && redirectModeOf(attempt.plan) === 'error' && code === undefined
}
