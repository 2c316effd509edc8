import { HubConfigError } from '../errors.ts'
import { defined } from '../input.ts'
import { clientVersion } from '../version.ts'

/** Headers to send; `null` takes a header out that would be sent otherwise. */
export type HeaderOptions = Readonly<Record<string, string | null | undefined>>

/** Headers of every request. Browsers have a user agent of their own, and would ask the hub before they send another. */
export function commonHeaders(
  userAgent: string | undefined,
  given: HeaderOptions | undefined,
): Record<string, string> {
  const own = inBrowser() ? undefined : `jupyterhub-client/${clientVersion}`
  const headers: Record<string, string> = {}
  mergeHeaders(headers, { 'user-agent': userAgent ?? own })
  mergeHeaders(headers, given)
  headers['accept'] = 'application/json'
  return headers
}

/** Pages and their workers have a location; Node, Bun, Deno and edge workers do not. */
export function inBrowser(): boolean {
  return globalThis.location !== undefined
}

/** Merges headers by lower-case name into `into`: the later wins, `null` removes, `undefined` is passed over. */
export function mergeHeaders(into: Record<string, string>, from: HeaderOptions | undefined): void {
  for (const name in from) {
    const value = from[name]
    if (value === undefined) continue
    checkHeader(name, value)
    if (value === null) delete into[name.toLowerCase()]
    else into[name.toLowerCase()] = value
  }
}

/** The same headers by lower-case name. */
export function lowerCase(headers: HeaderOptions = {}): HeaderOptions {
  return Object.fromEntries(
    Object.entries(defined(headers)).map(([name, value]) => [name.toLowerCase(), value]),
  )
}

// RFC 9110 §5.1 (of the signs that it allows in names, nobody uses more) and §5.5. The value is not shown: it may be secret.
function checkHeader(name: string, value: string | null): void {
  const sound = /^[\w-]+$/.test(name) && /^[\t -~\x80-\xff]*$/.test(`${value}`)
  if (!sound) {
    throw new HubConfigError(`the header ${JSON.stringify(name)} holds characters that it must not`)
  }
}
