import type { Group } from '../state/group.ts'
import type { Server } from '../state/server.ts'
import type { Service } from '../state/service.ts'
import type { User } from '../state/user.ts'
import type { Reach } from './scopes.ts'
/** What a scope may reach. */
export type Entity = User | Group | Service | Server
/** Whether a scope reaches something: by its own name, or by that of its user or a group of the user. */
export declare function reachesEntity(reach: Reach | undefined, entity: Entity): boolean
//# sourceMappingURL=reach.d.ts.map
