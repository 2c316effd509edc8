import { HubError } from '../errors.ts'
import type { Page } from './page.ts'
import type { FetchPage, ListSource } from './source.ts'

/** Of a list that only appends, so many of the last items are known again, so that a million need no memory. */
const keptKeys = 5000

/** Pages in a row that may be of no use: many times what it takes to find the way back in the longest list. */
const maxMisses = 99

export function safely<T>(
  { keyOf, appendOnly, moves, start }: ListSource<T>,
  fetchPage: FetchPage<T>,
): FetchPage<T> {
  const keep = appendOnly ? keptKeys : Infinity
  const known = new Map<string, string>()
  const oldest = known.keys()
  let end = Infinity
  let overlap = 0
  let total = 0
  let misses = 0

  const wasGiven = (item: T) => known.get(keyOf(item)) === madeAt(item)

  /** @returns Whether it is new. */
  const note = (item: T) => {
    const key = keyOf(item)
    const isNew = !known.delete(key)
    known.set(key, madeAt(item))
    if (known.size > keep) known.delete(oldest.next().value as string)
    return isNew
  }

  const isSure = ({ items, ...page }: Page<T>) => {
    const rows = Math.min(page.limit, page.total - page.offset)
    // The hub hid the overlap, or there is none: what is left is that nobody is missed.
    if (overlap === 0 || moves || items.length < rows) {
      if (page.total >= total) return true
    }
    return !moves && (page.offset === 0 || items.slice(0, 1).some(wasGiven))
  }

  return async (wanted, signal) => {
    for (;;) {
      const offset = Math.max(start.offset, Math.min(wanted.offset, end - overlap))
      const limit = Math.max(2, start.limit + overlap)
      const page = await fetchPage({ offset, limit }, signal)
      if (isSure(page)) {
        const items = page.items.filter(note)
        if (items.length > 0) misses = 0
        total = page.total
        end = page.offset + page.limit
        overlap = Math.min(overlap || 1, page.limit >> 1)
        if (!moves || page.next || offset === start.offset || known.size + start.offset === total) {
          return { ...page, items }
        }
      }
      misses += 1
      if (moves || offset === start.offset || overlap >= keep || misses > maxMisses) {
        throw new HubError(
          'the list changed too much while it was read, items may be missing: toArray({ consistent: true }) reads again',
          { code: 'unstable' },
        )
      }
      overlap = Math.min(keep, overlap * 4 || 1)
    }
  }
}

const madeAt = (item: unknown): string => String(Object(item).created)
