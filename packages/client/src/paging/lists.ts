import { checkInteger } from '../input.ts'
import { splitOptions } from '../options.ts'
import type { OperationId } from '../operations.ts'
import type { Transport } from '../transport/call.ts'
import type { PathNames, Query } from '../transport/path.ts'
import { defaultPageSize, listItems, pageAccept, pageKeys, readPage } from './page.ts'
import type { PageOptions } from './page.ts'
import { paginated } from './paginated.ts'
import type { Paginated } from './paginated.ts'

/** Of a list that only appends, so many of the last items are known again, so that a million need no memory. */
const keptKeys = 5000

/** What sets a list apart from others. */
export interface ListTraits<T> {
  /** What tells an item from the others. */
  readonly keyOf: (item: T) => string
  /** Keys of the filters that the caller may give besides page and call options. */
  readonly filterKeys?: object
  /** Sent with every page. */
  readonly query?: Query
  /** Items come ordered by creation. True unless said otherwise. */
  readonly appendOnly?: boolean
  /** How the items stand on the wire: as a list unless said otherwise. */
  readonly itemsOf?: (value: unknown) => readonly T[] | undefined
  /** The hub knows no pages of this list. */
  readonly whole?: boolean
  /** What it means if the answer holds no items. */
  readonly missing?: string
  /** Refuses an answer that is none to what was asked. */
  readonly checkAnswered?: () => void
}

/** Makes the list that an operation gives. */
export function listOf<T, Id extends OperationId>(
  { send, oneCall }: Pick<Transport, 'send' | 'oneCall'>,
  id: Id,
  names: PathNames<Id>,
  options: object = {},
  traits: ListTraits<T>,
): Paginated<T> {
  const {
    keyOf,
    itemsOf = listItems<T>,
    appendOnly = true,
    whole = false,
    missing,
    checkAnswered,
  } = traits
  const keys = { ...(whole ? {} : pageKeys), ...traits.filterKeys }
  const { own, call } = splitOptions(options, keys)
  const { offset = 0, limit = defaultPageSize, ...filters }: Query & PageOptions = own
  checkInteger(offset, 'offset', 0)
  checkInteger(limit, 'limit', 1)
  const query = { ...traits.query, ...filters }
  return paginated({
    keyOf,
    keep: appendOnly ? keptKeys : Infinity,
    moves: /activity/.test(String(filters['sort'])),
    offset,
    limit,
    signal: call.signal,
    begin() {
      const shared = oneCall(call)
      return async (from, size, signal) => {
        const details = whole
          ? { query }
          : { query: { ...query, offset: from, limit: size }, accept: pageAccept }
        const answer = await send(id, names, { ...shared, signal }, details)
        checkAnswered?.()
        return readPage(answer, itemsOf, keyOf, missing)
      }
    },
  })
}
