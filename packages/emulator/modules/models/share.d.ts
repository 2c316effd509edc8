import type { NewShareCode, Share as ShareModel, ShareCode as CodeModel } from 'jupyterhub-client'
import type { Hub } from '../hub.ts'
import type { Share, ShareCode } from '../state/share.ts'
/** A share as the API shows it. */
export declare function shareModel(hub: Hub, share: Share): ShareModel
/** A code as the API shows it. */
export declare function shareCodeModel(hub: Hub, code: ShareCode): CodeModel
/** A code as it is shown once, with itself. */
export declare function newShareCodeModel(hub: Hub, code: ShareCode): NewShareCode
//# sourceMappingURL=share.d.ts.map
