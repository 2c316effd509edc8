import { checkDocument, checkInteger } from '../input.ts'
import { linkedController } from '../transport/signal.ts'
import type { Page } from './page.ts'
import { safely } from './safe-walk.ts'
import type { FetchPage, ListSource } from './source.ts'

/**
 * A list on the hub. Nothing is asked for until it is read, and each reading starts anew. It is no promise: `await`
 * gives the list itself. While a page is being used, the next two are fetched; the next one only while it is the first, by
 * `pages()`, in the order `last_activity`, and where the hub hides items after it counted. A `totalTimeout` is for all of
 * a reading, the caller's own time between items included.
 *
 * A reading gives everyone who is there from its beginning to its end, once, whoever else is deleted or created
 * meanwhile; who comes or goes meanwhile may be in it or not. Where it cannot vouch for that, it ends with a
 * {@link HubError} of code `unstable`:
 *
 * - when 5,000 items or more are deleted between one page and the next, as no more are remembered (in other orders than
 *   by id all are);
 * - when all items that a list with an `offset` has given are deleted;
 * - ordered by `last_activity`, when the hub's count falls, or not as many come as it counts;
 * - where the hub hides items after it counted (`state: 'ready'`, expired share codes), when its count falls and the way
 *   back is too long.
 *
 * Who stays comes in the order of the list. Who is deleted meanwhile may come after others who stood behind.
 *
 * In the last two, a deletion that a creation makes up for does not show: to be sure of the order `last_activity`, list
 * by id and sort. Items are known by name, users by `created`, too, where the token may see it. By name alone, somebody
 * who was deleted and created again passes for who was there, and may hide those between, if by then the list has become
 * shorter than what was read of it. A name that has a new owner is given again only if 5,000 others came between.
 *
 * @example
 * for await (const user of hub.users.list()) console.log(user.name)
 */
export interface Paginated<T> extends AsyncIterable<T> {
  /**
   * The pages as the hub sends them, with its count of all. Each is of its own moment: who stands behind one who is
   * deleted between two pages can be on neither.
   */
  pages(): AsyncIterable<Page<T>>
  /** The first item, or `undefined` if there is none. One request, as a rule. */
  first(): Promise<T | undefined>
  /**
   * All items, or the first `max`, in one reading.
   *
   * @throws {@link HubError} with code `unstable` if it cannot vouch for them; with `consistent` only if ten readings
   *   could not.
   */
  toArray(options?: ArrayOptions): Promise<T[]>
}

/** How to read a list into an array. */
export interface ArrayOptions {
  /** So many items at most. A list is not vouched for beyond them. */
  readonly max?: number | undefined
  /** Read the list again, ten times at most, until a reading can vouch for it. */
  readonly consistent?: boolean | undefined
}

const maxWalks = 10

/** Makes a list of its source. */
export function paginated<T>(source: ListSource<T>): Paginated<T> {
  return {
    pages: () => ({ [Symbol.asyncIterator]: () => walk(source, source.begin()) }),
    async *[Symbol.asyncIterator]() {
      for await (const page of walk(source, safely(source, source.begin()))) yield* page.items
    },
    first: () => firstOf(source),
    toArray: async (options = {}) =>
      collect(source, checkDocument(options, { max: true, consistent: true })),
  }
}

async function* walk<T>(
  { signal, offset, limit }: ListSource<T>,
  fetchPage: FetchPage<T>,
): AsyncGenerator<Page<T>, void, undefined> {
  const { controller, unlink } = linkedController(signal)
  try {
    let coming: Promise<Page<T>> | undefined = fetchPage(offset, limit, controller.signal)
    while (coming !== undefined) {
      const page: Page<T> = await coming
      coming =
        page.next === null ? undefined : fetchPage(page.next.offset, limit, controller.signal)
      // The walk may end before it gets here.
      coming?.catch(() => {})
      yield page
    }
  } finally {
    unlink()
    controller.abort()
  }
}

/** A page may be empty though the list goes on. Then whole pages are asked for. */
async function firstOf<T>({ begin, offset, limit, signal }: ListSource<T>): Promise<T | undefined> {
  const fetchPage = begin()
  let page = await fetchPage(offset, 1, signal)
  while (page.items.length === 0 && page.next) {
    page = await fetchPage(page.next.offset, limit, signal)
  }
  return page.items[0]
}

async function collect<T>(
  source: ListSource<T>,
  { max = Infinity, consistent = false }: ArrayOptions,
): Promise<T[]> {
  if (max !== Infinity) checkInteger(max, 'max', 0)
  if (max === 0) return []
  const fetchPage = source.begin()
  for (let walks = consistent ? maxWalks : 1; ; walks -= 1) {
    try {
      const items: T[] = []
      for await (const page of walk(source, safely(source, fetchPage, max))) {
        for (const item of page.items) items.push(item)
      }
      return items.slice(0, max)
    } catch (error) {
      if (walks === 1 || Object(error).code !== 'unstable') throw error
    }
  }
}
