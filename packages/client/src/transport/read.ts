import { HubProtocolError } from '../errors.ts'
import { isObject } from '../input.ts'
import { parseJson } from './body.ts'
import type { Answer } from './call.ts'

/** The object that an answer holds. What is in it is the hub's affair. */
export function readObject<T extends object>(answer: Answer): T {
  return read(answer, isObject, 'an object') as T
}

/** The list that an answer holds. */
export function readList<T>(answer: Answer): T[] {
  return read(answer, Array.isArray, 'a list') as T[]
}

/** The value that an answer holds. */
export function readJson(answer: Answer): unknown {
  return read(answer, (value) => value !== undefined, 'JSON')
}

/** The text is in no error: it may be a token that was just made. */
function read(answer: Answer, sound: (value: unknown) => boolean, what: string): unknown {
  const value = parseJson(answer.text)
  if (!sound(value)) throw new HubProtocolError(`answered without ${what}`, answer.summary())
  return value
}
