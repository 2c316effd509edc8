import { HubError } from '../errors.ts'
import { checkDocument, checkInteger } from '../input.ts'
import { linkedController } from '../transport/signal.ts'
import type { Page } from './page.ts'
import { safely } from './safe.ts'
import type { FetchPage, ListSource, Position } from './source.ts'

export interface Paginated<T> extends AsyncIterable<T> {
  /** The pages as the hub sends them, with its count of all. */
  pages(): AsyncIterable<Page<T>>
  /** The first item, or `undefined` if there is none. One request, as a rule. */
  first(): Promise<T | undefined>
  toArray(options?: ArrayOptions): Promise<T[]>
}

/** How to read a list into an array. */
export interface ArrayOptions {
  /** So many items at most. */
  readonly max?: number | undefined
  /** Reads the list again, up to ten times, where a reading cannot vouch for its completeness. */
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
    first: () => firstOf(source, source.begin(), { ...source.start, limit: 1 }),
    toArray: async (options = {}) =>
      collect(source, checkDocument(options, { max: true, consistent: true })),
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

/** A page may be empty though the list goes on. Then whole pages are asked for. */
async function firstOf<T>(
  source: ListSource<T>,
  fetchPage: FetchPage<T>,
  position: Position,
): Promise<T | undefined> {
  const { items, next } = await fetchPage(position, source.signal)
  return items.length > 0 || next === null
    ? items[0]
    : firstOf(source, fetchPage, { ...source.start, offset: next.offset })
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
      for await (const page of walk(source, safely(source, fetchPage))) {
        for (const item of page.items) items.push(item)
        if (items.length >= max) break
      }
      return items.slice(0, max)
    } catch (error) {
      if (walks === 1 || !HubError.isInstance(error) || error.code !== 'unstable') throw error
    }
  }
}
