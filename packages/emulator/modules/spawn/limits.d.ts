import type { Hub } from '../hub.ts'
/**
 * Refuses a start while too many others are under way, or too many servers are up.
 *
 * @throws {@link HttpError} 429.
 */
export declare function checkSpawnLimits(hub: Hub): void
//# sourceMappingURL=limits.d.ts.map
