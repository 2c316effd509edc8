import { HubError } from '../errors.ts'
import type { FetchPage, ListSource } from './source.ts'

/**
 * Makes a reader of pages that gives only what is new, and passes over nobody who stays while others come and go.
 *
 * Each page overlaps what was given. If it begins with an item that was given, those who follow that item are on the page
 * or behind it, and all is well. If not, items before it were deleted and the list has moved up: the page is asked for
 * again, each time four times as far back. The overlap that did is kept, as more may be deleted.
 *
 * @throws {@link HubError} with code `unstable` where the way back is too long, or none would help.
 */
export function safely<T>(
  { keyOf, keep, moves, offset: start, limit }: ListSource<T>,
  fetchPage: FetchPage<T>,
): FetchPage<T> {
  const known = new Map<string, string>()
  const oldest = known.keys()
  let last = start
  let overlap = 0
  let total = 0

  const wasGiven = (item: T) => known.get(keyOf(item)) === madeAt(item)

  const isNew = (item: T) => {
    const key = keyOf(item)
    const isKnown = known.delete(key)
    known.set(key, madeAt(item))
    if (known.size > keep) known.delete(oldest.next().value as string)
    return !isKnown
  }

  return async (next, _, signal) => {
    // At most half of a page, so that the walk gets on; nothing on a hub that gives an item at a time.
    overlap = Math.min(overlap || 1, (next - last) >> 1)
    for (;;) {
      const offset = Math.max(start, next - overlap)
      const page = await fetchPage(offset, Math.max(2, limit + overlap), signal)
      // Where the hub may have hidden the overlap, what is left is that nobody is missed.
      const isBlind =
        moves || overlap === 0 || page.items.length < Math.min(page.limit, page.total - offset)
      if (
        offset === 0 ||
        (isBlind && page.total >= total) ||
        (!moves && page.items.findIndex(wasGiven) === 0)
      ) {
        const items = page.items.filter(isNew)
        last = offset
        total = page.total
        if (!moves || page.next || offset === start || known.size + start === total) {
          return { ...page, items }
        }
      }
      if (moves || offset === start || overlap >= keep) {
        throw new HubError(
          'items may be missing, as the list changed: try toArray({ consistent: true })',
          { code: 'unstable' },
        )
      }
      overlap = Math.min(keep, overlap * 4 || 1)
    }
  }
}

/** Tells somebody who was deleted and created again, and so stands at the end of the list, from who was there before. */
const madeAt = (item: unknown): string => String(Object(item).created)
