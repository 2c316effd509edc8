import type { Route } from './http/route.ts'
import type { Find } from './http/table.ts'
import type { Traits } from './versions.ts'
/** What hubs of a version have, made once for all of them, when the first is asked for something. */
export declare function tableFor(traits: Traits): Find
/** What hubs of a version have, one by one. */
export declare const routesOf: (traits: Traits) => readonly Route[]
//# sourceMappingURL=routes.d.ts.map
