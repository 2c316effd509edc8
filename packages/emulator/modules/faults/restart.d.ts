import type { Hub } from '../hub.ts'
/**
 * Takes a hub away for a while. Servers that are up go on meanwhile; of those that are starting it knows nothing when it is
 * back, as it keeps starts in its memory alone, and those that are stopping it finds up.
 */
export declare function restart(hub: Hub, ms: number): void
//# sourceMappingURL=restart.d.ts.map
