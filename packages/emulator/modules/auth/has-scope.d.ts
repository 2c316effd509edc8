import type { Call } from '../http/call.ts'
/** Whether a requester has a scope with a filter, or one that reaches further. */
export declare function hasScope(call: Call, scope: string): boolean
//# sourceMappingURL=has-scope.d.ts.map
