import { HubConfigError } from '../errors.ts'
import { operations } from '../operations.ts'
import type { Operation, OperationId } from '../operations.ts'
import { featureSince } from './features.ts'
import type { Feature } from './features.ts'
import { isAtLeast } from './version.ts'

/**
 * What a hub can do, told from its version: a flag for each {@link Feature}.
 *
 * @example
 * const { tokenScopes, version } = await hub.capabilities()
 */
export interface Capabilities extends Readonly<Record<Feature, boolean>> {
  /** The hub's version, PEP 440: `5.5.1`, `6.0.0b2`. */
  readonly version: string
  /**
   * Whether the hub is of a release (`5.1`), or newer. A pre-release counts as the release that it leads to, and a
   * version that cannot be read as the newest.
   */
  readonly isAtLeast: (release: string) => boolean
  /** Whether the hub has an operation, named by method and path: `POST /shares/{owner}/{server}`. */
  readonly has: (operation: OperationId) => boolean
}

/** What a hub of this version can do; newer ones count as the newest known. */
export function capabilitiesOf(version: string): Capabilities {
  const flags = Object.entries(featureSince).map(([name, since]) => [
    name,
    isAtLeast(version, since),
  ])
  return {
    ...(Object.fromEntries(flags) as Record<Feature, boolean>),
    version,
    isAtLeast: (release) => isAtLeast(version, release),
    has: (operation) => hasOperation(version, operation),
  }
}

/** Whether a hub of this version has an operation. */
export function hasOperation(version: string, id: OperationId): boolean {
  const { since = '0', until } = rowOfOperation(id)
  return isAtLeast(version, since) && (until === undefined || !isAtLeast(version, until))
}

/** The row of an operation. */
export function rowOfOperation(id: OperationId): Operation {
  if (Object.hasOwn(operations, id)) return operations[id]
  throw new HubConfigError(`there is no operation "${id}": give a key of operations`)
}
