import type { Page } from './page.ts'

/** Asks for a page. */
export type FetchPage<T> = (
  offset: number,
  limit: number,
  signal: AbortSignal | undefined,
) => Promise<Page<T>>

/** What a list is read with. */
export interface ListSource<T> {
  /** Begins a reading, all of whose requests share its total time. */
  readonly begin: () => FetchPage<T>
  /** What tells an item from the others. */
  readonly keyOf: (item: T) => string
  /** Where the list starts. */
  readonly offset: number
  /** Items per request. */
  readonly limit: number
  /** The caller's. */
  readonly signal: AbortSignal | undefined
  /** So many of the last items are known again. */
  readonly keep: number
  /** Items change places, so that a page says nothing of who stands before it. */
  readonly moves: boolean
}
