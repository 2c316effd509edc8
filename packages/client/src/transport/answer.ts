import { HubProtocolError, NotFoundError } from '../errors.ts'
import { summarize } from './attempt.ts'
import type { Attempt, TimeLimit } from './attempt.ts'
import { checkUrl, isHtml } from './body.ts'
import { isMasked } from './masked.ts'
import type { Answer } from './call.ts'
import { exchange } from './exchange.ts'
import { lostConnection } from './connection-failure.ts'
import type { Plan } from './plan.ts'
import { repeatedly } from './repeat.ts'
import { readText } from './text.ts'

/** Milliseconds that an attempt has unless its options say otherwise. */
export const defaultTimeoutMs = 60_000

/** Makes a call and reads its whole answer. */
export function deliver(plan: Plan): Promise<Answer> {
  return repeatedly(plan, limitOf, plan.repeat === 'delete' ? answerOfDelete : answerOf)
}

function limitOf({ options }: Plan, leftMs: number): TimeLimit {
  const { timeout = defaultTimeoutMs, totalTimeout = Infinity } = options
  return leftMs < timeout
    ? { name: 'total', ms: leftMs, set: totalTimeout }
    : { name: 'attempt', ms: timeout, set: timeout }
}

async function answerOf(attempt: Attempt): Promise<Answer> {
  const response = await exchange(attempt)
  let text: string
  try {
    text = await (attempt.isForNodesFetch ? readText(response) : response.text())
  } catch (error) {
    throw lostConnection(attempt, error)
  }
  attempt.deadline.dispose()
  const answer = answerTo(attempt, response.status, text)
  if (isHtml(response) && text.trim() !== '') {
    throw new HubProtocolError(`answered with a web page: ${checkUrl}`, answer.summary())
  }
  return answer
}

/** What a DELETE does not find after one whose answer was lost, that one has deleted. */
async function answerOfDelete(attempt: Attempt): Promise<Answer> {
  try {
    return await answerOf(attempt)
  } catch (error) {
    if (!attempt.afterLoss || !NotFoundError.isInstance(error) || isMasked(error)) throw error
    attempt.deadline.dispose()
    return answerTo(attempt, 204, '')
  }
}

// The summary is for errors, made when one is. No accessor: in a literal it makes the object a slow one, and its cost is
// easily met by accident, which took 5 µs and 3 µs a call (2026-11-25, 2 cores, AMD EPYC, Node 20.20.2).
function answerTo(attempt: Attempt, status: number, text: string): Answer {
  return { status, text, summary: () => summarize(attempt) }
}
