import { UnsupportedError } from '../errors.ts'
import type { HubResponseError } from '../errors.ts'
import { operations } from '../operations.ts'
import type { Operation, OperationId } from '../operations.ts'

/** Operations that not every hub has, in words: the first that fits. */
const words: readonly (readonly [RegExp, string])[] = [
  [/share/, 'sharing'],
  [/properties/, 'setting properties of a group'],
  [/services/, 'creating and deleting services'],
  [/^GET /, 'reading a server by itself'],
  [/^PUT /, 'creating a server without starting it'],
  [/^PATCH /, 'changing a server'],
]

/** Says that a hub is too old for an operation, which it may have refused. */
export function lacksOperation(
  id: OperationId,
  version: string,
  refusal?: HubResponseError,
): UnsupportedError {
  const { since = '' }: Operation = operations[id]
  const what = words.find(([pattern]) => pattern.test(id))?.[1] ?? id
  return new UnsupportedError(what, since, version, refusal && { cause: refusal })
}
