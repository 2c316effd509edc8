import { operations } from '../operations.ts'
import type { Operation, OperationId } from '../operations.ts'
import { isAtLeast } from './version.ts'

/** What a hub can do, told from its version. */
export interface Capabilities {
  /** The hub's version, PEP 440. */
  readonly version: string
  /** Whether the hub has an operation, named by method and path: `POST /shares/{owner}/{server}`. */
  has(operation: OperationId): boolean
}

/** What a hub of this version can do; newer ones count as the newest known. */
export function capabilitiesOf(version: string): Capabilities {
  return {
    version,
    has(id) {
      const { since = '0', until }: Operation = operations[id]
      return isAtLeast(version, since) && (until === undefined || !isAtLeast(version, until))
    },
  }
}
