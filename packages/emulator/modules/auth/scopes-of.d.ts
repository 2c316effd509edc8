import type { Hub } from '../hub.ts'
import type { Role } from '../state/role.ts'
import type { Service } from '../state/service.ts'
import type { Token } from '../state/token.ts'
import type { User } from '../state/user.ts'
import type { GroupsOf } from './scopes.ts'
/** Finds the groups of a user by name. */
export declare const groupsOf: ({ state }: Hub) => GroupsOf
/** All that a user, or a service, may do: by roles, and by what is shared with a user and the groups of the user. */
export declare function scopesOfOwner(hub: Hub, owner: User | Service): Set<string>
/** All that a token may do: never more than its owner. */
export declare function scopesOfToken(hub: Hub, token: Token): Set<string>
/** What it takes to see who one is. */
export declare function identifyScopes({ kind, name }: User | Service): string[]
/** Scopes of roles, as they were written. */
export declare const rawScopes: (roles: Iterable<Role>) => Set<string>
/** Roles of somebody, and of the groups they are in. */
export declare function rolesOf(owner: User | Service): Role[]
//# sourceMappingURL=scopes-of.d.ts.map
