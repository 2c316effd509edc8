import { HttpError } from '../http/errors.ts'
import type { Traits } from '../versions.ts'
/** Why a start failed. */
export interface SpawnError {
  /** The spawner's own words. */
  readonly message: string
  /** What the request to start is answered with: 500 unless given. */
  readonly status?: number
  /** What the hub has for it where it does not pass on the words. */
  readonly reason?: 'error' | 'timeout'
}
/** A failed start as the request for it is answered. Before 6.0, the spawner's words are not passed on. */
export declare function spawnHttpError(
  { message, status, reason }: SpawnError,
  traits: Traits,
): HttpError
//# sourceMappingURL=spawn-error.d.ts.map
