import { checkName, checkText } from '../input.ts'

/** One string for each name between braces in `GET /users/{user}/tokens/{id}`, in their order. */
export type PathNames<Id extends string> = Id extends `${string}{${string}}${infer Rest}`
  ? readonly [string, ...PathNames<Rest>]
  : readonly []

/** Values of a query string; `undefined` is left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>

/** A row's method, and what stands around and between the braces of its path, in turns. */
interface Route {
  readonly method: string
  readonly parts: readonly string[]
}

/** Rows that were used, as taking one apart for each call would cost as much as all else of its path. */
const routes = new Map<string, Route>()

/** Takes `GET /users/{user}` apart. */
export function routeOf(id: string): Route {
  let route = routes.get(id)
  if (route === undefined) {
    const [method = '', path = ''] = id.split(' ')
    route = { method, parts: partsOf(path) }
    routes.set(id, route)
  }
  return route
}

/**
 * Fills the names between braces, percent-encoded. Only `{server}` may be empty: the default server.
 *
 * @throws {@link HubConfigError}
 */
export function fillPath(template: string, names: readonly unknown[]): string {
  return fillParts(partsOf(template), names)
}

/** The same for a path that was taken apart. */
export function fillParts(parts: Route['parts'], names: readonly unknown[]): string {
  let path = ''
  parts.forEach((part, place) => {
    path += place % 2 === 0 ? part : encodeName(names[place >> 1], part)
  })
  return path
}

const partsOf = (path: string): Route['parts'] => path.split(/[{}]/)

function encodeName(name: unknown, what: string): string {
  if (name === '' && what === 'server') return ''
  return encodeURIComponent(checkName(name, what))
}

/** A query string with its question mark, or nothing. */
export function queryString(query: Query | undefined): string {
  let text = ''
  for (const key in query) {
    const value = query[key]
    if (value === undefined) continue
    if (typeof value === 'string') checkText(value, key)
    text += `${text === '' ? '?' : '&'}${encodeURIComponent(key)}=${encodeURIComponent(value)}`
  }
  return text
}
