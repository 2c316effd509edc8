import { HubError } from '../errors.ts'
import { checkDocument, checkInteger } from '../input.ts'
import { linkedController } from '../transport/signal.ts'
import { pageQuery } from './page.ts'
import type { Page, PageOptions } from './page.ts'

/**
 * A list on the hub. Nothing is asked for until it is read, and each reading starts anew. It is no promise: `await`
 * gives the list itself.
 *
 * The next page is fetched while the current one is being used. An item that comes again because others moved is
 * given once. The pages are not a snapshot, though: an item behind one that is deleted during the walk can slip past.
 * A `totalTimeout` is for all of a reading, the caller's own time between items included.
 *
 * @example
 * for await (const user of hub.users.list()) console.log(user.name)
 */
export interface Paginated<T> extends AsyncIterable<T> {
  /** The pages as the hub sends them, with its count of all. */
  pages(): AsyncIterable<Page<T>>
  /** The first item, or `undefined` if there is none. One request, as a rule. */
  first(): Promise<T | undefined>
  /**
   * All items, or the first `max`. A list whose total falls while it is walked, and so may have hidden items, is walked
   * again; a deletion that a creation makes up for is not noticed.
   *
   * @throws {@link HubError} with code `unstable` when it kept shrinking.
   */
  toArray(options?: { readonly max?: number | undefined }): Promise<T[]>
}

/** Asks for a page. */
export type FetchPage<T> = (page: PageOptions, signal: AbortSignal | undefined) => Promise<Page<T>>

/** What a list is read with. */
export interface ListSource<T> {
  /** Begins a reading, all of whose requests share its total time. */
  readonly begin: () => FetchPage<T>
  /** What tells an item from the others. */
  readonly keyOf: (item: T) => string
  readonly start: PageOptions
  /** The caller's. */
  readonly signal: AbortSignal | undefined
  /**
   * Items come in an order that only appends, so that an item can come again only soon after. Otherwise the keys of
   * all items are remembered.
   */
  readonly appendOnly: boolean
}

const maxWalks = 5

/** Of a list that only appends, so many of the last items are known again, so that a million need no memory. */
const keptKeys = 5000

/** Makes a list of its source. Bad paging options throw at once. */
export function paginated<T>(source: ListSource<T>): Paginated<T> {
  pageQuery(source.start)
  return {
    pages: () => ({ [Symbol.asyncIterator]: () => walk(source, source.begin()) }),
    [Symbol.asyncIterator]: () => walkItems(source),
    first: () => firstOf(source, source.begin(), source.start.offset, 1),
    toArray: async (options = {}) => collect(source, checkDocument(options, { max: true })),
  }
}

async function* walk<T>(
  { signal, start }: ListSource<T>,
  fetchPage: FetchPage<T>,
): AsyncGenerator<Page<T>, void, undefined> {
  const { controller, unlink } = linkedController(signal)
  try {
    let coming: Promise<Page<T>> | undefined = fetchPage(start, controller.signal)
    while (coming !== undefined) {
      const page: Page<T> = await coming
      coming = page.next === null ? undefined : fetchPage(page.next, controller.signal)
      // The walk may end before it gets here.
      coming?.catch(() => {})
      yield page
    }
  } finally {
    unlink()
    controller.abort()
  }
}

async function* walkItems<T>(source: ListSource<T>): AsyncGenerator<T, void, undefined> {
  const fresh = freshItems(source)
  for await (const page of walk(source, source.begin())) yield* fresh(page)
}

/** Makes a function that gives the items of one page after the other, but for those that came before. */
function freshItems<T>({ keyOf, appendOnly }: ListSource<T>): (page: Page<T>) => T[] {
  const keep = appendOnly ? keptKeys : Infinity
  let recent = new Set<string>()
  let older = recent
  return ({ items }) =>
    items.filter((item) => {
      const key = keyOf(item)
      const known = recent.has(key) || older.has(key)
      if (recent.size >= keep) {
        older = recent
        recent = new Set()
      }
      recent.add(key)
      return !known
    })
}

/** A page may be empty though the list goes on. Then whole pages are asked for. */
async function firstOf<T>(
  source: ListSource<T>,
  fetchPage: FetchPage<T>,
  offset: number | undefined,
  limit?: number,
): Promise<T | undefined> {
  const { items, next } = await fetchPage({ offset, limit }, source.signal)
  return items.length > 0 || next === null ? items[0] : firstOf(source, fetchPage, next.offset)
}

async function collect<T>(
  source: ListSource<T>,
  { max = Infinity }: { max?: number | undefined },
): Promise<T[]> {
  if (max !== Infinity) checkInteger(max, 'max', 0)
  if (max === 0) return []
  const fetchPage = source.begin()
  for (let walks = 0; walks < maxWalks; walks += 1) {
    const items = await collectOnce(source, fetchPage, max)
    if (items !== undefined) return items
  }
  throw new HubError('the list shrank in each walk', {
    code: 'unstable',
  })
}

/** @returns `undefined` if the list shrank on the way. */
async function collectOnce<T>(
  source: ListSource<T>,
  fetchPage: FetchPage<T>,
  max = Infinity,
): Promise<T[] | undefined> {
  const fresh = freshItems(source)
  const items: T[] = []
  let total = 0
  for await (const page of walk(source, fetchPage)) {
    if (page.total < total) return undefined
    total = page.total
    for (const item of fresh(page)) items.push(item)
    if (items.length >= max) return items.slice(0, max)
  }
  return items
}
