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
   * All items, or the first `max`. A list that shrinks while it is walked, and so may have hidden items, is walked
   * again.
   *
   * @throws {@link HubError} with code `list_unstable` when it kept shrinking.
   */
  toArray(options?: { readonly max?: number }): Promise<T[]>
}

/** What a list is read with. */
export interface ListSource<T> {
  readonly fetchPage: (page: PageOptions, signal: AbortSignal | undefined) => Promise<Page<T>>
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

/** Makes a list of its source. Bad paging options throw at once. */
export function paginated<T>(source: ListSource<T>): Paginated<T> {
  pageQuery(source.start)
  return {
    pages: () => ({ [Symbol.asyncIterator]: () => walk(source, source.start) }),
    [Symbol.asyncIterator]: () => walkItems(source),
    first: () => firstOf(source),
    toArray: async (options = {}) => collect(source, checkDocument(options, { max: true }).max),
  }
}

async function* walk<T>(
  { fetchPage, signal }: ListSource<T>,
  start: PageOptions,
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
  for await (const page of walk(source, source.start)) yield* fresh(page)
}

/** Makes a function that gives the items of one page after the other, but for those that came before. */
function freshItems<T>({ keyOf, appendOnly }: ListSource<T>): (page: Page<T>) => T[] {
  let before = new Set<string>()
  return ({ items }) => {
    const seen = appendOnly ? new Set<string>() : before
    const fresh = items.filter((item) => {
      const key = keyOf(item)
      const known = seen.has(key) || before.has(key)
      seen.add(key)
      return !known
    })
    before = seen
    return fresh
  }
}

async function firstOf<T>(source: ListSource<T>): Promise<T | undefined> {
  const page = await source.fetchPage({ ...source.start, limit: 1 }, source.signal)
  if (page.items.length > 0 || page.next === null) return page.items[0]
  for await (const { items } of walk(source, { ...source.start, offset: page.next.offset })) {
    if (items.length > 0) return items[0]
  }
  return undefined
}

async function collect<T>(source: ListSource<T>, max: number | undefined): Promise<T[]> {
  if (max !== undefined) checkInteger(max, 'max', 0)
  if (max === 0) return []
  for (let walks = 0; walks < maxWalks; walks += 1) {
    const items = await collectOnce(source, max)
    if (items !== undefined) return items
  }
  throw new HubError('the list shrank during every walk: items may be missing', {
    code: 'list_unstable',
  })
}

/** @returns `undefined` if the list shrank on the way. */
async function collectOnce<T>(source: ListSource<T>, max = Infinity): Promise<T[] | undefined> {
  const fresh = freshItems(source)
  const items: T[] = []
  let total = 0
  for await (const page of walk(source, source.start)) {
    if (page.total < total) return undefined
    total = page.total
    for (const item of fresh(page)) items.push(item)
    if (items.length >= max) return items.slice(0, max)
  }
  return items
}
