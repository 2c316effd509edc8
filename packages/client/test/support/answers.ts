import { hubError, json } from './fake-hub.ts'
import type { Answerer } from './fake-hub.ts'

/** The connection is lost while the answer is awaited: the hub may have got the request. */
export const lost: Answerer = () => {
  return Promise.reject(new TypeError('fetch failed', { cause: new Error('read ECONNRESET') }))
}

/** Nobody listens: the hub cannot have got the request. */
export const refused: Answerer = () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  return Promise.reject(new TypeError('fetch failed', { cause }))
}

/** Answers with an error of that status. */
export const status =
  (code: number, headers: Record<string, string> = {}): Answerer =>
  () =>
    hubError(code, `status ${code}`, headers)

/** Answers with a user. */
export const fine: Answerer = () => json({ name: 'ada' })

/** Gives the answers one after the other, the last for ever. */
export function inTurn(...answers: readonly Answerer[]): Answerer {
  return (request, number) => {
    const answer = answers[Math.min(number, answers.length) - 1]
    if (answer === undefined) throw new Error('no answer is left')
    return answer(request, number)
  }
}
