import type { Group as GroupModel } from 'jupyterhub-client'
import type { Call } from '../http/call.ts'
import type { Group } from '../state/group.ts'
/** A group as far as the requester's scopes show it. */
export declare function groupModel(call: Call, group: Group): Partial<GroupModel>
//# sourceMappingURL=group.d.ts.map
