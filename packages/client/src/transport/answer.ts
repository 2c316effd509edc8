import { HubProtocolError, NotFoundError } from '../errors.ts'
import { exchange, receive, summarize } from './attempt.ts'
import type { Attempt, Clock } from './attempt.ts'
import { isObject } from '../input.ts'
import { checkUrl, isHtml, parseJson } from './body.ts'
import type { Answer } from './call.ts'
import type { Plan } from './plan.ts'
import { repeatedly } from './repeat.ts'

const defaultTimeoutMs = 60_000

/** Makes a call and reads its whole answer. */
export function deliver(plan: Plan): Promise<Answer> {
  const { timeout = defaultTimeoutMs, totalTimeout = Infinity } = plan.options
  const clockOf = (leftMs: number): Clock =>
    leftMs < timeout
      ? { name: 'total', ms: leftMs, set: totalTimeout }
      : { name: 'attempt', ms: timeout, set: timeout }
  return repeatedly(plan, clockOf, plan.repeat === 'delete' ? answerOfDelete : answerOf)
}

async function answerOf(attempt: Attempt): Promise<Answer> {
  const response = await exchange(attempt)
  const text = await receive(attempt, response.text())
  attempt.deadline.dispose()
  const request = summarize(attempt.plan, attempt.number)
  if (isHtml(response) && text.trim() !== '') {
    throw new HubProtocolError(`answered with a web page: ${checkUrl}`, request)
  }
  return { status: response.status, text, request }
}

/** What a DELETE does not find after one whose answer was lost, that one has deleted. */
async function answerOfDelete(attempt: Attempt): Promise<Answer> {
  try {
    return await answerOf(attempt)
  } catch (error) {
    if (!attempt.afterLoss || !NotFoundError.isInstance(error)) throw error
    attempt.deadline.dispose()
    return { status: 204, text: '', request: summarize(attempt.plan, attempt.number) }
  }
}

/** The object that an answer holds. What is in it is the hub's affair. */
export function readObject<T extends object>(answer: Answer): T {
  const value = readJson(answer)
  if (!isObject(value)) throw new HubProtocolError('answered without an object', answer.request)
  return value as T
}

/** The list that an answer holds. */
export function readList<T>(answer: Answer): T[] {
  const value = readJson(answer)
  if (!Array.isArray(value)) throw new HubProtocolError('answered without a list', answer.request)
  return value as T[]
}

/** The value that an answer holds. The text is in no error: it may be a token that was just made. */
export function readJson({ text, request }: Answer): unknown {
  const value = parseJson(text)
  if (value === undefined) {
    throw new HubProtocolError(`answered with ${text.length} characters that are not JSON`, request)
  }
  return value
}
