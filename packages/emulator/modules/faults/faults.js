import { patternOf } from '../http/table.js'
/** What goes wrong with requests, by and by. */
export class Faults {
  #entries = new Set()
  /** Adds what goes wrong. Of faults for the same request the one that was added first comes first. */
  add(fault) {
    const entry = {
      fault,
      met: 0,
      passed: 0,
      matches: matcherOf(fault),
      remove: () => this.#entries.delete(entry),
    }
    this.#entries.add(entry)
    return entry
  }
  /** Those that have not yet met as many requests as they are for. */
  get left() {
    return [...this.#entries].map(({ fault }) => fault)
  }
  /** From now on nothing goes wrong. */
  clear() {
    this.#entries.clear()
  }
  /** What goes wrong with a request, which is then counted. */
  take(method, path) {
    for (const entry of this.#entries) {
      if (!entry.matches(method, path)) continue
      const { times = 1, after = 0, trouble } = entry.fault
      if (entry.passed < after) entry.passed += 1
      else {
        entry.met += 1
        if (entry.met >= times) this.#entries.delete(entry)
        return trouble
      }
    }
    return undefined
  }
}
function matcherOf({ method, path }) {
  const pattern = path === undefined ? /^/ : patternOf(path).pattern
  return (sent, place) => (method === undefined || method === sent) && pattern.test(place)
}
//# sourceMappingURL=faults.js.map
