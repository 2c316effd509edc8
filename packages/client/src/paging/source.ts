import type { Page } from './page.ts'

/** Where a page starts and how large it is. */
export interface Position {
  readonly offset: number
  readonly limit: number
}

/** Asks for a page. */
export type FetchPage<T> = (page: Position, signal: AbortSignal | undefined) => Promise<Page<T>>

/** What a list is read with. */
export interface ListSource<T> {
  /** Begins a reading, all of whose requests share its total time. */
  readonly begin: () => FetchPage<T>
  /** What tells an item from the others. */
  readonly keyOf: (item: T) => string
  readonly start: Position
  /** The caller's. */
  readonly signal: AbortSignal | undefined
  /**
   * Items come in an order that only appends, so that an item can come again only soon after. Otherwise the keys of
   * all items are remembered.
   */
  readonly appendOnly: boolean
  /** Items change places: whom a page holds says nothing of who stands before it. */
  readonly moves: boolean
}
