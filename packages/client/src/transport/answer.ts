import { HubProtocolError, NotFoundError } from '../errors.ts'
import { exchange, receive, summarize } from './attempt.ts'
import type { Attempt, Clock } from './attempt.ts'
import { isHtml, parseJson } from './body.ts'
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
    throw new HubProtocolError(
      'answered with a web page: check that the URL is a JupyterHub’s',
      request,
    )
  }
  return { status: response.status, text, request }
}

/** What a repeat of a DELETE does not find, the attempt before has deleted. */
async function answerOfDelete(attempt: Attempt): Promise<Answer> {
  try {
    return await answerOf(attempt)
  } catch (error) {
    if (attempt.number === 1 || !NotFoundError.isInstance(error)) throw error
    attempt.deadline.dispose()
    return { status: 204, text: '', request: summarize(attempt.plan, attempt.number) }
  }
}

/** The object that an answer holds. What is in it is the hub's affair. */
export function readObject<T extends object>(answer: Answer): T {
  const value = readJson(answer)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HubProtocolError(
      `answered with ${shapeOf(value)} in place of an object`,
      answer.request,
    )
  }
  return value as T
}

/** The list that an answer holds. */
export function readList<T>(answer: Answer): T[] {
  const value = readJson(answer)
  if (!Array.isArray(value)) {
    throw new HubProtocolError(`answered with ${shapeOf(value)} in place of a list`, answer.request)
  }
  return value as T[]
}

/** The value that an answer holds. The text is in no error: it may be a token that was just made. */
export function readJson(answer: Answer): unknown {
  const value = parseJson(answer.text)
  if (value === undefined) {
    const problem =
      answer.text === '' ? 'an empty body' : `${answer.text.length} characters that are not JSON`
    throw new HubProtocolError(`answered with ${problem}`, answer.request)
  }
  return value
}

function shapeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
