import type { Traits } from '../versions.ts'
import type { Params } from './call.ts'
import type { Route } from './route.ts'
/** What there is at a path. */
export interface Found {
  /** By method. */
  readonly routes: ReadonlyMap<string, Route>
  readonly params: Params
}
/** Finds what there is at a path, below the hub's base URL and still encoded; `undefined`: nothing. */
export type Find = (path: string) => Found | undefined
interface Row {
  readonly pattern: RegExp
  readonly names: readonly string[]
  readonly routes: Map<string, Route>
}
/** Makes the table of what hubs of a version have. Of two paths that match, the first is taken. */
export declare function makeTable(all: readonly Route[], traits: Traits): Find
/** Whether hubs of a version have something. */
export declare const isOf: ({ needs, unless }: Route, traits: Traits) => boolean
/** What a path with names in it matches. */
export declare function patternOf(path: string): Pick<Row, 'pattern' | 'names'>
export {}
//# sourceMappingURL=table.d.ts.map
