import type { HubError } from 'jupyterhub-client'

/** An error class of the client. */
interface ErrorClass {
  readonly prototype: HubError
  readonly name: string
  isInstance(value: unknown): boolean
}

/**
 * Gives the error that a call rejects with, for closer looks.
 *
 * @throws If it resolves, or rejects with an error of another class.
 */
export async function caught<C extends ErrorClass>(
  call: Promise<unknown>,
  expected: C,
): Promise<C['prototype']> {
  let value: unknown
  try {
    value = await call
  } catch (error) {
    if (expected.isInstance(error)) return error as C['prototype']
    throw new Error(`expected ${expected.name}`, { cause: error })
  }
  throw new Error(`expected ${expected.name}, not an answer: ${describe(value)}`)
}

/** What kind of answer it was: it may hold a secret. */
function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value
  return `an object with ${Object.keys(value).join(', ')}`
}
