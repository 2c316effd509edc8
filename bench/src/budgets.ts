/** What is promised about the client and the emulator, and checked. */
export interface Budget {
  readonly what: string
  readonly compare: '≤' | '<' | '≥'
  readonly limit: number
  readonly unit: string
}

/** A budget and what was measured. */
export interface Checked extends Budget {
  /** `undefined` if it was not measured. */
  readonly value: number | undefined
  readonly verdict: 'ok' | 'BROKEN' | 'NOT MEASURED'
}

/** All budgets. kB and MB are powers of ten, which is the stricter reading. */
export const budgets = {
  overhead: { what: 'own time per call over a stub fetch', compare: '≤', limit: 25, unit: 'µs' },
  bundle: { what: 'everything, min+gzip', compare: '≤', limit: 12, unit: 'kB' },
  importTime: { what: 'importing', compare: '<', limit: 5, unit: 'ms' },
  memory: { what: 'heap above the baseline, a million users', compare: '<', limit: 50, unit: 'MB' },
  hub: { what: 'listing 3,000 users over page by page', compare: '≥', limit: 2.5, unit: '×' },
  create: { what: 'emulator: createHub()', compare: '<', limit: 1, unit: 'ms' },
  users: { what: 'emulator: 200 of 100,000 users', compare: '<', limit: 2, unit: 'ms' },
  stories: { what: 'emulator: 100 demos at once', compare: '<', limit: 5, unit: 's' },
} as const satisfies Record<string, Budget>

/** Compares a budget with what was measured. */
export function check(budget: Budget, value: number | undefined): Checked {
  if (value === undefined) return { ...budget, value, verdict: 'NOT MEASURED' }
  return { ...budget, value, verdict: isKept(budget, value) ? 'ok' : 'BROKEN' }
}

function isKept({ compare, limit }: Budget, value: number): boolean {
  if (compare === '≤') return value <= limit
  return compare === '<' ? value < limit : value >= limit
}
