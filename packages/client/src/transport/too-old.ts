import { isAtLeast } from '../access/version.ts'
import { HubResponseError } from '../errors.ts'
import type { HubError } from '../errors.ts'
import { operations } from '../operations.ts'
import type { Operation, OperationId } from '../operations.ts'

/** A hub that is too old for an operation answers 404, or 405 where it has the path: then gives the error that says so. */
export async function orTooOld(id: OperationId | undefined, failure: HubError): Promise<HubError> {
  if (id === undefined || !HubResponseError.isInstance(failure)) return failure
  const { since }: Operation = operations[id]
  const { status, hubVersion } = failure
  if (since === undefined || hubVersion === undefined || isAtLeast(hubVersion, since))
    return failure
  if (status !== 404 && status !== 405) return failure
  // On first use: few hubs are that old.
  const { lacksOperation } = await import('../access/why.ts')
  return lacksOperation(id, hubVersion, failure)
}
