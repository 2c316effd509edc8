import type { Token as TokenModel } from 'jupyterhub-client'
import type { Hub } from '../hub.ts'
import type { Token } from '../state/token.ts'
/** A token without what is sent. */
export declare function tokenModel(hub: Hub, token: Token): TokenModel
//# sourceMappingURL=token.d.ts.map
