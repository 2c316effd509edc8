/** What a cookie is set with besides its value. */
interface CookieOptions {
  readonly path: string
  readonly httpOnly?: boolean
  /** Seconds. */
  readonly maxAge?: number
  readonly expires?: Date
}

/** The cookies that come with a request, and those that its answer sets. */
export class Cookies {
  readonly #sent: readonly (readonly [name: string, value: string])[]
  /** By name: of two that are set, the last is sent. */
  readonly #set = new Map<string, string>()

  constructor(header: string | null) {
    this.#sent = (header ?? '').split(';').map((pair) => {
      const equals = pair.indexOf('=')
      const value = pair.slice(equals + 1).trim()
      return [pair.slice(0, Math.max(equals, 0)).trim(), value.replaceAll(/^"|"$/g, '')] as const
    })
  }

  /** A value that was sent: the last if there are many. */
  get(name: string): string | undefined {
    return this.all(name).at(-1)
  }

  /** Values that were sent under one name: there may be one for each path. */
  all(name: string): string[] {
    return this.#sent.filter(([sent]) => sent === name).map(([, value]) => value)
  }

  set(name: string, value: string, { path, httpOnly, maxAge, expires }: CookieOptions): void {
    const parts = [`${name}=${/^[\w!#$%&'*+\-.^`|~:]+$/.test(value) ? value : `"${value}"`}`]
    if (expires !== undefined) parts.push(`expires=${expires.toUTCString()}`)
    if (httpOnly === true) parts.push('HttpOnly')
    if (maxAge !== undefined) parts.push(`Max-Age=${maxAge}`)
    this.#set.set(name, [...parts, `Path=${path}`].join('; '))
  }

  clear(name: string, path: string): void {
    this.set(name, '', { path, expires: new Date(0) })
  }

  /** Headers of the answer. */
  get headers(): [name: string, value: string][] {
    return Array.from(this.#set.values(), (value) => ['set-cookie', value])
  }
}
