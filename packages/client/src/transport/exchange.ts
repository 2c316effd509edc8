import { cleanerOf, summarize } from './attempt.ts'
import type { Attempt } from './attempt.ts'
import { readErrorText } from './body.ts'
import { connectionFailure, lostConnection } from './connection-failure.ts'
import { failureOf, versionHeader } from './failure.ts'
import { sendByMiddleware, sendForRedirect, sendPlanned } from './send.ts'
import { orTooOld } from './too-old.ts'
import type { WireResponse } from './wire.ts'

/**
 * Makes the HTTP request, middleware around it.
 *
 * @returns A response whose status is below 300 and whose body is not read yet.
 */
export async function exchange(attempt: Attempt): Promise<WireResponse> {
  const { plan } = attempt
  const token = tokenOf(attempt)
  attempt.token = typeof token === 'string' ? token : await token
  if (attempt.token === attempt.refusal?.token) throw attempt.refusal.error
  let response: WireResponse
  // Not a function that awaits it for both: each costs a call 0.3 kB and a turn.
  if (plan.middleware.length > 0) response = await sendByMiddleware(attempt)
  else {
    try {
      response = await sendPlanned(attempt)
    } catch (error) {
      response = await redirectOf(attempt, error)
    }
  }
  const version = response.headers.get(versionHeader)
  if (version !== null) plan.settings.memory.version = version
  if (response.ok) return response

  const text = await receive(attempt, readErrorText(response))
  const failure = failureOf(response, text, summarize(attempt), cleanerOf(attempt))
  throw await orTooOld(plan.operation, failure)
}

async function redirectOf(attempt: Attempt, failed: unknown): Promise<WireResponse> {
  try {
    return await sendForRedirect(attempt, failed)
  } catch (error) {
    throw connectionFailure(attempt, error)
  }
}

/** Awaits a body, or a part of it, and says so if it does not arrive. */
export async function receive<T>(attempt: Attempt, body: Promise<T>): Promise<T> {
  try {
    return await body
  } catch (error) {
    throw lostConnection(attempt, error)
  }
}

function tokenOf({ plan, refusal }: Attempt): string | Promise<string> {
  const { settings, headers, anonymous } = plan
  if (anonymous || headers['authorization'] !== undefined) return ''
  const { get, inPlaceOf } = settings.tokens
  return refusal && inPlaceOf ? inPlaceOf(refusal.token) : get()
}
