import { checkKeys } from '../check-options.ts'
import type { Fault, Trouble } from './fault.ts'

const faultKeys: { readonly [K in keyof Required<Fault>]: true } = {
  trouble: true,
  method: true,
  path: true,
  times: true,
  after: true,
}

const words: readonly unknown[] = ['bad gateway', 'reset', 'lost answer', 'buffering']

/** What each kind of trouble that is an object has to hold, and within which limits. The first is what tells it from the others. */
const kinds: readonly Readonly<Record<string, readonly [least: number, most: number]>>[] = [
  { status: [200, 599] },
  { cutAfter: [0, Infinity] },
  { drip: [1, Infinity], every: [0, Infinity] },
  { delay: [0, Infinity] },
  { restart: [0, Infinity] },
]

/** What it may hold besides. */
const besides: Readonly<Record<string, object>> = { status: { headers: true, body: true } }

/**
 * Refuses a fault that no request would ever meet, or that would go wrong itself: a test would pass without it.
 *
 * @param places - Paths of what the hub has, with names in them.
 */
export function checkFault(fault: Fault, places: readonly string[]): void {
  checkKeys(fault, faultKeys, 'a fault')
  checkTrouble(fault.trouble)
  const { method, path, times = 1, after = 0 } = fault
  if (method !== undefined && !/^[A-Z]+$/.test(method)) {
    throw new Error(`the method of a fault is like "DELETE", not ${JSON.stringify(method)}`)
  }
  if (path !== undefined && !isPlace(path, places)) {
    throw new Error(
      `the hub has nothing at ${JSON.stringify(path)}: a path is like "/hub/api/users/{user}/server"`,
    )
  }
  if (!(times >= 1) || !(after >= 0)) throw new Error('a fault meets at least one request')
}

/** Below `/user/` answers whatever runs there. */
function isPlace(path: string, places: readonly string[]): boolean {
  if (/[?{}]/.test(path.replaceAll(/\{\w+[?*]?\}/g, ''))) return false
  const segments = path.split('/')
  return path.startsWith('/user/') || places.some((place) => overlap(segments, place.split('/')))
}

/** Whether there are paths that two paths with names in them both stand for. */
function overlap(
  [one, ...more]: readonly string[],
  [other, ...others]: readonly string[],
): boolean {
  if (one === undefined || other === undefined) return one === other
  if (one.endsWith('*}') || other.endsWith('*}')) return true
  const areAlike = one === other || one.startsWith('{') || other.startsWith('{')
  return areAlike && overlap(more, others)
}

function checkTrouble(trouble: Trouble): void {
  if (words.includes(trouble)) return
  const given = Object(trouble) as Readonly<Record<string, unknown>>
  const limits = kinds.find((kind) => nameOf(kind) in given)
  if (limits === undefined) {
    const known = [...words.map((word) => JSON.stringify(word)), ...kinds.map(nameOf)]
    throw new Error(`a trouble is one of ${known.join(', ')}`)
  }
  const name = nameOf(limits)
  checkKeys(given, { ...limits, ...besides[name] }, `the trouble "${name}"`)
  for (const [key, [least, most]] of Object.entries(limits)) {
    const value = given[key]
    if (typeof value === 'number' && value >= least && value <= most) continue
    const range = most === Infinity ? `from ${least} on` : `from ${least} to ${most}`
    throw new Error(`"${key}" of a trouble is a number ${range}`)
  }
}

const nameOf = (kind: object): string => Object.keys(kind)[0] ?? ''
