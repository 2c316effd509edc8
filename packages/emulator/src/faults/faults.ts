import { patternOf } from '../http/table.ts'
import { checkFault } from './check-fault.ts'
import type { Fault, Trouble } from './fault.ts'

/** A fault that has been added. */
export interface AddedFault {
  readonly fault: Fault
  /** How many requests it has met. */
  readonly met: number
  /** Takes it away, whatever is left of it. */
  remove(): void
}

interface Entry extends AddedFault {
  met: number
  passed: number
  readonly matches: (method: string, path: string) => boolean
}

/** What goes wrong with requests, by and by. */
export class Faults {
  readonly #entries = new Set<Entry>()
  readonly #places: () => readonly string[]

  /** @param places - Gives the paths of what the hub has, with names in them. */
  constructor(places: () => readonly string[]) {
    this.#places = places
  }

  /**
   * Adds what goes wrong. Of faults for the same request the one that was added first comes first.
   *
   * @throws Error for a fault that no request could meet, such as one with a path that the hub does not have.
   */
  add(fault: Fault): AddedFault {
    checkFault(fault, this.#places())
    const entry: Entry = {
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
  get left(): readonly Fault[] {
    return [...this.#entries].map(({ fault }) => fault)
  }

  /** From now on nothing goes wrong. */
  clear(): void {
    this.#entries.clear()
  }

  /** What goes wrong with a request, which is then counted. */
  take(method: string, path: string): Trouble | undefined {
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

function matcherOf({ method, path }: Fault): Entry['matches'] {
  const pattern = path === undefined ? /^/ : patternOf(path).pattern
  return (sent, place) => (method === undefined || method === sent) && pattern.test(place)
}
