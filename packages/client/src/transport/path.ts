import { HubConfigError } from '../errors.ts'
import { isWellFormed, quote } from '../input.ts'

/** The names between braces in `GET /users/{user}/tokens/{id}`. */
export type PathParams<Id extends string> = Id extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [K in Name]: string } & PathParams<Rest>
  : unknown

/** Values of a query string; `undefined` is left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>

/**
 * One segment of a path, percent-encoded. `.` and `..` are refused: URL parsers resolve them even when they are
 * encoded, so that deleting a user called `..` would delete something else.
 *
 * @param emptyAllowed - The empty name means the default server here.
 * @throws {@link HubConfigError}
 */
export function encodeSegment(value: unknown, what: string, emptyAllowed = false): string {
  if (typeof value !== 'string') {
    throw new HubConfigError(
      `${what} must be a string, not ${value === null ? 'null' : typeof value}`,
    )
  }
  if (value === '' && !emptyAllowed) throw new HubConfigError(`${what} must not be empty`)
  if (value === '.' || value === '..') {
    throw new HubConfigError(`${what} must not be ${quote(value)}: no URL can carry it`)
  }
  if (!isWellFormed(value)) {
    throw new HubConfigError(
      `${what} ${quote(value)} holds half a surrogate pair, which has no UTF-8 form`,
    )
  }
  return encodeURIComponent(value)
}

/** Fills the names between braces. Only `{server}` may be empty: the default server. */
export function fillPath(template: string, params: Readonly<Record<string, unknown>>): string {
  if (!template.includes('{')) return template
  return template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeSegment(params[name], nouns[name] ?? name, name === 'server'),
  )
}

const nouns: Readonly<Record<string, string>> = {
  user: 'the user name',
  group: 'the group name',
  service: 'the service name',
  server: 'the server name',
  owner: "the owner's name",
  id: 'the token id',
  token: 'the token',
}

/** A query string with its question mark, or nothing. */
export function queryString(query: Query | undefined): string {
  let text = ''
  for (const key in query) {
    const value = query[key]
    if (value === undefined) continue
    if (typeof value === 'string' && !isWellFormed(value)) {
      throw new HubConfigError(
        `${key} ${quote(value)} holds half a surrogate pair, which has no UTF-8 form`,
      )
    }
    text += `${text === '' ? '?' : '&'}${encodeURIComponent(key)}=${encodeURIComponent(value)}`
  }
  return text
}
