import type { Slice } from '../http/pagination.ts'
import type { Route } from '../http/route.ts'
/**
 * The rows of a page.
 *
 * @throws {@link HttpError} 500 where the database cannot count that far.
 */
export declare function cut<T>(rows: readonly T[], { offset, limit }: Slice): readonly T[]
/** Requests about many users. */
export declare const usersListRoutes: readonly Route[]
//# sourceMappingURL=users-list.d.ts.map
