import { NotFoundError } from '../errors.ts'

/** Whether a 404 is the one that hubs since 2.0 give to what may exist, but is not the token's to see. */
export function isMasked(error: unknown): boolean {
  return NotFoundError.isInstance(error) && error.message.startsWith('No access')
}
