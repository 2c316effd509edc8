/** The cookies that come with a request, and those that its answer sets. */
export class Cookies {
  #sent
  /** By name: of two that are set, the last is sent. */
  #set = new Map()
  constructor(header) {
    this.#sent = (header ?? '').split(';').map((pair) => {
      const equals = pair.indexOf('=')
      const value = pair.slice(equals + 1).trim()
      return [pair.slice(0, Math.max(equals, 0)).trim(), value.replaceAll(/^"|"$/g, '')]
    })
  }
  /** A value that was sent: the last if there are many. */
  get(name) {
    return this.all(name).at(-1)
  }
  /** Values that were sent under one name: there may be one for each path. */
  all(name) {
    return this.#sent.filter(([sent]) => sent === name).map(([, value]) => value)
  }
  set(name, value, { path, httpOnly, maxAge, expires }) {
    const parts = [`${name}=${/^[\w!#$%&'*+\-.^`|~:]+$/.test(value) ? value : `"${value}"`}`]
    if (expires !== undefined) parts.push(`expires=${expires.toUTCString()}`)
    if (httpOnly === true) parts.push('HttpOnly')
    if (maxAge !== undefined) parts.push(`Max-Age=${maxAge}`)
    this.#set.set(name, [...parts, `Path=${path}`].join('; '))
  }
  clear(name, path) {
    this.set(name, '', { path, expires: new Date(0) })
  }
  /** Headers of the answer. */
  get headers() {
    return Array.from(this.#set.values(), (value) => ['set-cookie', value])
  }
}
//# sourceMappingURL=cookies.js.map
