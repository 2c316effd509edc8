import { inspect } from 'node:util'

interface ErrorClass<T> {
  readonly prototype: T
  isInstance(value: unknown): boolean
}

/** What a promise rejects with. */
export async function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  let value: unknown
  try {
    value = await promise
  } catch (error) {
    return error
  }
  throw new Error(`it should have rejected, but gave ${inspect(value)}`)
}

/** The error that a promise rejects with, which must be of that class. */
export async function failure<T>(kind: ErrorClass<T>, promise: Promise<unknown>): Promise<T> {
  const error = await reasonOf(promise)
  if (kind.isInstance(error)) return error as T
  throw new Error(`it rejected with something else: ${inspect(error)}`, { cause: error })
}

/** The error that a function throws at once, which must be of that class. */
export function thrown<T>(kind: ErrorClass<T>, run: () => unknown): T {
  let value: unknown
  try {
    value = run()
  } catch (error) {
    if (kind.isInstance(error)) return error as T
    throw new Error(`it threw something else: ${inspect(error)}`, { cause: error })
  }
  throw new Error(`it should have thrown, but gave ${inspect(value)}`)
}
