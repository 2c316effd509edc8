import type { Service as ServiceModel } from 'jupyterhub-client'
import type { Call } from '../http/call.ts'
import type { Service } from '../state/service.ts'
/** A service as the list of services has it. */
export declare function serviceModel(call: Call, service: Service): Partial<ServiceModel>
/** A service as it is shown as the owner of a token, where the hub looks into its database alone. */
export declare function ownerServiceModel(call: Call, service: Service): Partial<ServiceModel>
//# sourceMappingURL=service.d.ts.map
