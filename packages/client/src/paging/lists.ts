import type { CallOptions } from '../options.ts'
import type { OperationId } from '../operations.ts'
import type { Details, Transport } from '../transport/call.ts'
import type { Query } from '../transport/path.ts'
import { listItems, pageAccept, pageQuery, readPage } from './page.ts'
import type { PageOptions } from './page.ts'
import { paginated } from './paginated.ts'
import type { Paginated } from './paginated.ts'

/** What a list operation needs said besides its row. */
export interface ListDetails<T, Id extends string> {
  readonly path?: Details<Id>['path']
  /** Filters. */
  readonly query?: Query
  readonly page?: PageOptions
  readonly options?: CallOptions | undefined
  readonly keyOf: (item: T) => string
  /** Items come ordered by creation. True unless said otherwise. */
  readonly appendOnly?: boolean
  /** How the items stand on the wire: as a list unless said otherwise. */
  readonly itemsOf?: (value: unknown) => readonly T[] | undefined
  /** The hub knows no pages for this list. */
  readonly whole?: boolean
  /** What it means if the answer holds no items. */
  readonly missing?: string
}

/** Makes the list that an operation gives. */
export function listOf<T, Id extends OperationId>(
  send: Transport['send'],
  id: Id,
  details: ListDetails<T, Id>,
): Paginated<T> {
  const { path, query, page = {}, options, keyOf, appendOnly = true, whole = false } = details
  const itemsOf = details.itemsOf ?? listItems<T>()
  return paginated({
    keyOf,
    appendOnly,
    start: page,
    signal: options?.signal,
    async fetchPage(position, signal) {
      const request: Details<Id> = {
        ...(path === undefined ? {} : { path }),
        query: whole ? query : { ...query, ...pageQuery(position) },
        accept: whole ? 'application/json' : pageAccept,
      }
      return readPage(await send(id, request, { ...options, signal }), itemsOf, details.missing)
    },
  })
}
