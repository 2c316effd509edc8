import { HubError } from '../errors.ts'
import type { Page } from './page.ts'
import type { FetchPage, ListSource } from './source.ts'

/** A page that is on its way. */
interface ComingPage<T> {
  readonly offset: number
  readonly page: Promise<Page<T>>
}

/**
 * Makes a reader of pages that gives only what is new, and passes over nobody who stays while others come and go.
 *
 * Each page overlaps what was given. If it begins with an item that was given, those who follow that item are on the page
 * or behind it, and all is well. If not, items before it were deleted and the list has moved up: the page is asked for
 * again, each time four times as far back. The overlap that did is kept, as more may be deleted.
 *
 * Together with a page, from the third on, the one is asked for that should come after it, so that the hub is at work while an answer travels
 * and is read. Items keep their places among each other, so it does not matter which of the two the hub reads from its
 * database first: what a page begins with says all. Only where the hub's count has to say it does the order matter, and
 * pages count that were asked for in turn. A guess that was wrong costs a request.
 *
 * @param max - So many items are wanted. The page with the last of them is the last.
 * @throws {@link HubError} with code `unstable` where the way back is too long, or none would help.
 */
export function safely<T>(
  { keyOf, keep, moves, offset: start, limit }: ListSource<T>,
  fetchPage: FetchPage<T>,
  max: number = Infinity,
): FetchPage<T> {
  const known = new Map<string, string>()
  const oldest = known.keys()
  let last = start
  let overlap = 0
  let total = 0
  let given = 0
  let ahead: ComingPage<T> | undefined
  let readsAhead = !moves

  const wasGiven = (item: T) => known.get(keyOf(item)) === madeAt(item)

  const isNew = (item: T) => {
    const key = keyOf(item)
    const isKnown = known.delete(key)
    known.set(key, madeAt(item))
    if (known.size > keep) known.delete(oldest.next().value as string)
    return !isKnown
  }

  return async (next, _, signal) => {
    const stride = next - last
    // At most half of a page, so that the walk gets on; nothing on a hub that gives an item at a time.
    overlap = Math.min(overlap || 1, stride >> 1)
    const ask = (offset: number): ComingPage<T> => ({
      offset,
      page: fetchPage(offset, Math.max(2, limit + overlap), signal),
    })
    const fromHere = Math.max(start, next - overlap)
    // One that begins earlier overlaps more of what was given.
    let early = ahead && ahead.offset <= fromHere ? ahead : undefined
    const first = early ?? ask(fromHere)
    // As if the hub gave no more than the last time, which it does unless it had given all that it was asked for.
    const end = first.offset + stride
    ahead = undefined
    // Not with the second page: many who read a list find in the first what they look for.
    const isUnderWay = last > start
    if (readsAhead && isUnderWay && overlap > 0 && end < Math.min(total, start + max)) {
      ahead = ask(end - overlap)
      // It may never be needed.
      ahead.page.catch(() => {})
    }
    for (let coming = first; ; coming = ask(Math.max(start, next - overlap))) {
      const { offset } = coming
      const page = await coming.page
      const hides = page.items.length < Math.min(page.limit, page.total - offset)
      // Where the hub may have hidden the overlap, what is left is that nobody is missed.
      const isBlind = moves || overlap === 0 || hides
      // Pages of such a hub would have to be asked for again.
      readsAhead &&= !hides
      if (
        offset === 0 ||
        (isBlind && !early && page.total >= total) ||
        (!moves && page.items.findIndex(wasGiven) === 0)
      ) {
        const items = page.items.filter(isNew)
        last = offset
        total = page.total
        given += items.length
        if (!moves || page.next || offset === start || known.size + start === total) {
          return { ...page, items, next: given < max ? page.next : null }
        }
      }
      if (!early && (moves || offset === start || overlap >= keep)) {
        throw new HubError(
          'items may be missing, as the list changed: try toArray({ consistent: true })',
          { code: 'unstable' },
        )
      }
      overlap = Math.min(keep, overlap * 4 || 1)
      early = ahead = undefined
    }
  }
}

/** Tells somebody who was deleted and created again, and so stands at the end of the list, from who was there before. */
const madeAt = (item: unknown): string => String(Object(item).created)
