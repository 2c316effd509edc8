import { HubProtocolError } from '../errors.ts'
import { isObject } from '../input.ts'
import type { Keys } from '../input.ts'
import { readJson } from '../transport/read.ts'
import type { Answer } from '../transport/call.ts'

/** What makes the hub (2.0 and newer) answer with a page. It must stand alone: a parameter such as `;q=1` disables it. */
export const pageAccept = 'application/jupyterhub-pagination+json'

/** The hub's default `api_page_max_limit`; larger limits are cut to the hub's own. */
export const defaultPageSize = 200

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[]
  /** Number of items before this page. */
  readonly offset: number
  /** Size of a page; the hub may have cut what was asked for. `items` may be fewer even on a page in the middle. */
  readonly limit: number
  /**
   * Items that match, as the hub counted them when it answered; more than the list will give where the hub filters
   * after counting (`state: 'ready'`, partial access).
   */
  readonly total: number
  /** Where the next page starts; `null` on the last. */
  readonly next: { readonly offset: number; readonly limit: number } | null
}

/** Where a list starts and how large its pages are. */
export interface PageOptions {
  /** Items to pass over: 0 unless given. */
  readonly offset?: number | undefined
  /**
   * Items per request, not in all: 200 unless given, and at most what the hub allows (200 unless configured). All but
   * `pages()` ask for one more, as pages overlap, and for several once items were deleted.
   */
  readonly limit?: number | undefined
}

/** Keys of {@link PageOptions}. */
export const pageKeys: Keys<PageOptions> = { offset: true, limit: true }

/**
 * Reads a page. A hub that answers with the bare list (1.x; `/services`; tokens) has answered in full.
 *
 * @param keyOf - What tells an item from the others; what has no key is no item.
 * @param itemsOf - Turns what stands for the items on the wire into a list, or into `undefined` if it is none.
 */
export function readPage<T>(
  answer: Answer,
  itemsOf: (value: unknown) => readonly T[] | undefined,
  keyOf: (item: T) => unknown,
  missing = 'answered without a list',
): Page<T> {
  const body = readJson(answer)
  const page: unknown = Object(body)._pagination
  const items = itemsOf(isObject(page) ? Object(body).items : body)
  if (!items?.every((item) => isObject(item) && typeof keyOf(item) === 'string')) {
    throw new HubProtocolError(missing, answer.summary())
  }
  if (!isObject(page)) {
    return { items, offset: 0, limit: items.length, total: items.length, next: null }
  }
  const { offset, limit, total } = page
  const next = isObject(page['next']) ? page['next'] : null
  const { offset: nextOffset = Infinity, limit: nextLimit = 1 } = next ?? {}
  // A next page that leads back would make the walk go on for ever.
  const leadsOn = Number(nextOffset) > Number(offset) && Number(nextLimit) > 0
  if (![offset, limit, total, next ? nextOffset : 0].every(isCount) || !leadsOn) {
    throw new HubProtocolError('answered with a broken page', answer.summary())
  }
  return { items, offset, limit, total, next } as Page<T>
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0

/** Items that come as a list. */
export const listItems = <T>(value: unknown): readonly T[] | undefined =>
  Array.isArray(value) ? (value as T[]) : undefined

/** Items that come as an object, keyed by what they also say of themselves. */
export const mapItems =
  <T>() =>
  (value: unknown): readonly T[] | undefined =>
    isObject(value) ? (Object.values(value) as T[]) : undefined
