import { checkName, checkText } from '../input.ts'

/** One string for each name between braces in `GET /users/{user}/tokens/{id}`, in their order. */
export type PathNames<Id extends string> = Id extends `${string}{${string}}${infer Rest}`
  ? readonly [string, ...PathNames<Rest>]
  : readonly []

/** Values of a query string; `undefined` is left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>

/** Templates that were used: taking one apart for each call would cost as much as all else of its path. */
const known = new Map<string, readonly string[]>()

/**
 * Fills the names between braces, percent-encoded. Only `{server}` may be empty: the default server.
 *
 * @throws {@link HubConfigError}
 */
export function fillPath(template: string, names: readonly unknown[]): string {
  const parts = known.get(template) ?? template.split(/[{}]/)
  known.set(template, parts)
  let path = ''
  // What is between braces is every second part.
  for (const [place, part] of parts.entries()) {
    path += place % 2 ? encodeName(names[place >> 1], part) : part
  }
  return path
}

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
