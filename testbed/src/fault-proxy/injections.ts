import type { Fault } from './faults.ts'

/** Which requests a fault strikes. */
export interface Aim {
  /** Any, unless given. */
  readonly method?: string
  /** Matched against path and query as they were sent; any, unless given. */
  readonly path?: RegExp
  /** How many that match pass unharmed first: none unless given. */
  readonly skip?: number
  /** How many are struck after that: one unless given; `Infinity` for all. */
  readonly times?: number
}

/** A fault that waits for its requests. */
export interface Injection {
  /** How many requests it has struck. */
  readonly struck: number
  /** No more of them. */
  remove(): void
}

/** The faults that wait, in the order in which they were given. */
export interface Injections {
  add(aim: Aim, fault: Fault): Injection
  /**
   * The fault that strikes this request, and counts it: the first that is neither used up nor lets it pass. Those behind it
   * do not see the request.
   */
  strike(method: string, path: string): Fault | undefined
}

interface Waiting {
  readonly aim: Aim
  readonly fault: Fault
  passed: number
  struck: number
}

/** Holds no fault yet. */
export function newInjections(): Injections {
  const waiting = new Set<Waiting>()
  return {
    add(aim, fault) {
      const entry: Waiting = { aim, fault, passed: 0, struck: 0 }
      waiting.add(entry)
      return {
        get struck() {
          return entry.struck
        },
        remove: () => void waiting.delete(entry),
      }
    },
    strike(method, path) {
      for (const entry of waiting) {
        if (strikes(entry, method, path)) return entry.fault
      }
      return undefined
    },
  }
}

function strikes(entry: Waiting, method: string, path: string): boolean {
  const { aim } = entry
  const { skip = 0, times = 1 } = aim
  if (aim.method !== undefined && aim.method !== method) return false
  // Unlike `test`, a search starts at the front whatever the flags of the expression.
  if (aim.path !== undefined && path.search(aim.path) === -1) return false
  if (entry.passed < skip) {
    entry.passed++
    return false
  }
  if (entry.struck >= times) return false
  entry.struck++
  return true
}
