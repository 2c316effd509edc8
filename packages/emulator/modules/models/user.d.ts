import type { User as UserModel } from 'jupyterhub-client'
import type { Call } from '../http/call.ts'
import type { User } from '../state/user.ts'
import type { Mutable } from './filter.ts'
/** A user as far as the requester's scopes show it; nothing, if they do not reach it. */
export declare const userModel: (call: Call, user: User) => Mutable<Partial<UserModel>>
/** Shows users one after the other, for which what the request is made of is looked at once. */
export declare function userModels(call: Call): (user: User) => Mutable<Partial<UserModel>>
/** A user as hub 1.x shows it: servers only where that is meant. */
export declare function legacyUserModel(
  call: Call,
  user: User,
  {
    servers,
  }?: {
    readonly servers?: boolean
  },
): UserModel
//# sourceMappingURL=user.d.ts.map
