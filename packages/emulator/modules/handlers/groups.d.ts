import type { Call } from '../http/call.ts'
import type { Route } from '../http/route.ts'
import type { Group } from '../state/group.ts'
/**
 * The group of the path.
 *
 * @throws {@link HttpError} 404.
 */
export declare function theGroup({ hub, params }: Call): Group
/** Requests about groups. */
export declare const groupRoutes: readonly Route[]
//# sourceMappingURL=groups.d.ts.map
