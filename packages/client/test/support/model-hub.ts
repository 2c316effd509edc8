import { json } from './fake-hub.ts'
import type { Answerer } from './fake-hub.ts'

export interface Row {
  readonly name: string
  /** Counted, but filtered out after the page was cut, as hubs do with `state=ready`. */
  readonly hidden?: boolean
  /** When it was made: shown where it is known. */
  readonly created?: string
}

export interface ModelOptions {
  /** The hub's `api_page_max_limit`. */
  readonly maxLimit?: number
  /** Items that a page repeats of the one before it. */
  readonly overlap?: number
  /** A hub 1.x: it knows no pages. */
  readonly bare?: boolean
  /** What happens to the rows before the request of that number, from 1, is answered. */
  readonly meanwhile?: (rows: Row[], request: number) => void
}

const pageAccept = 'application/jupyterhub-pagination+json'

/** A hub's pages, as `get_api_pagination` and `paginated_model` of its handlers make them. */
export function modelHub(rows: Row[], options: ModelOptions = {}): Answerer {
  const { maxLimit = 200, overlap = 0, bare = false, meanwhile } = options
  return ({ headers, query }, number) => {
    meanwhile?.(rows, number)
    if (bare) return json(visible(rows))
    const offset = Math.abs(Number(query.get('offset') ?? 0))
    const paged = headers.get('accept') === pageAccept
    const wanted = Math.abs(Number(query.get('limit') ?? (paged ? 50 : maxLimit)))
    const limit = Math.max(1, Math.min(wanted, maxLimit))
    const items = visible(rows.slice(offset, offset + limit))
    if (!paged) return json(items)
    const end = offset + limit
    const more = end < rows.length
    // Where hubs behind a TLS proxy say that the next page is: nowhere that it could be had.
    const url = 'http://hub.internal:8081/hub/api/users?offset=0'
    const next = more ? { offset: end - Math.min(overlap, limit - 1), limit, url } : null
    return json({ items, _pagination: { offset, limit, total: rows.length, next } })
  }
}

/** A hub that turns to each request after some turns of the event loop, and so to a later one before an earlier one. */
export function inOtherOrder(answer: Answerer, turns: readonly number[]): Answerer {
  let answered = 0
  return async (request, number) => {
    for (let turn = turns[number % turns.length] ?? 0; turn > 0; turn -= 1) {
      await new Promise(setImmediate)
    }
    answered += 1
    return answer(request, answered)
  }
}

export function visible(rows: readonly Row[]): { name: string }[] {
  return rows.flatMap(({ hidden = false, ...shown }) => (hidden ? [] : [shown]))
}

/** Users u0, u1 …, some of them hidden. */
export function rowsOf(count: number, hidden: (index: number) => boolean = () => false): Row[] {
  return Array.from({ length: count }, (_, index) => ({ name: `u${index}`, hidden: hidden(index) }))
}

/** What can happen to a list: `again` deletes somebody and creates the same name anew, `flip` hides or shows a row. */
export type Happening = 'create' | 'delete' | 'again' | 'flip' | 'move'

/** Something that happens before the request of a number, from 1, to the row at `place`, modulo how many there are. */
export interface Change {
  readonly what: Happening
  readonly request: number
  readonly place: number
}

/** Where a list has those who are created: id, `-id`, or by name, where it may be anywhere. */
export type Order = 'last' | 'first' | 'anywhere'

/** A list of users that `changes` happen to. */
export interface LiveList {
  readonly rows: Row[]
  readonly meanwhile: (rows: Row[], request: number) => void
  /** Names of those who were there, and to be seen, all the time, and of whom there was only one; in their order. */
  readonly stayers: () => string[]
}

/** Makes a list of so many users, and what happens to it. */
export function liveList(
  count: number,
  changes: readonly Change[],
  { order = 'last', dated = false, hidden = () => false }: LiveOptions = {},
): LiveList {
  let made = 0
  const make = (name: string, isHidden = false): Row => {
    made += 1
    return { name, hidden: isHidden, ...(dated ? { created: `moment ${made}` } : {}) }
  }
  const rows = Array.from({ length: count }, (_, index) => make(`u${index}`, hidden(index)))
  const start = rows.filter((row) => row.hidden !== true)
  const put = (row: Row, place: number): void => {
    const index = { last: rows.length, first: 0, anywhere: place % (rows.length + 1) }[order]
    rows.splice(index, 0, row)
  }
  const happen = ({ what, place }: Change): void => {
    if (what === 'create') put(make(`new${made}`), place)
    if (what === 'create' || rows.length === 0) return
    const index = place % rows.length
    const row = rows[index] as Row
    rows.splice(index, 1)
    if (what === 'again') put(make(row.name), place)
    if (what === 'flip') rows.splice(index, 0, { ...row, hidden: row.hidden !== true })
    if (what === 'move') rows.splice(Math.floor(place / 7) % (rows.length + 1), 0, row)
  }
  return {
    rows,
    meanwhile: (_, request) => {
      for (const change of changes) if (change.request === request) happen(change)
    },
    stayers: () => start.filter((row) => rows.includes(row)).map(({ name }) => name),
  }
}

interface LiveOptions {
  readonly order?: Order
  /** Users tell when they were created. */
  readonly dated?: boolean
  readonly hidden?: (index: number) => boolean
}
