import { json } from './fake-hub.ts'
import type { Answerer } from './fake-hub.ts'

export interface Row {
  readonly name: string
  /** Counted, but filtered out after the page was cut, as hubs do with `state=ready`. */
  readonly hidden?: boolean
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

export function visible(rows: readonly Row[]): { name: string }[] {
  return rows.flatMap(({ name, hidden = false }) => (hidden ? [] : [{ name }]))
}

/** Users u0, u1 …, some of them hidden. */
export function rowsOf(count: number, hidden: (index: number) => boolean = () => false): Row[] {
  return Array.from({ length: count }, (_, index) => ({ name: `u${index}`, hidden: hidden(index) }))
}
