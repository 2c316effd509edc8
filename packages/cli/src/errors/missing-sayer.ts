import type { Stage } from '../command.ts'
import { failure } from './cli-error.ts'

/** An error that says what is not there, if it is about that; else the error itself. */
export type SayMissing = (error: unknown) => Promise<unknown>

/** Asks the hub about errors, about one at a time. */
export function missingSayer({ hub, signal }: Stage<unknown>): SayMissing {
  let last: Promise<unknown> = Promise.resolve()
  const say = async (error: unknown): Promise<unknown> => {
    if (signal.aborted) return error
    const { missingBy } = await import('./hub-errors.ts')
    const sentence = await missingBy(error, hub)
    return sentence === undefined ? error : failure(sentence)
  }
  return (thrown) => {
    const saying = last.then(() => say(thrown))
    last = saying
    return saying
  }
}
