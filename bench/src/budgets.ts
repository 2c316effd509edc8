/** What is promised about the client and the emulator, and checked. */
export interface Budget {
  readonly what: string
  readonly compare: '≤' | '<' | '≥' | '>'
  readonly limit: number
  readonly unit: string
}

/** A budget and what was measured. */
export interface Checked extends Budget {
  /** `undefined` if it was not measured. */
  readonly value: number | undefined
  readonly verdict: 'ok' | 'BROKEN' | 'NOT MEASURED'
}

const times = { unit: '×' } as const

/** All budgets. kB and MB are powers of ten, which is the stricter reading. */
export const budgets = {
  nodeOverGo: {
    what: 'node transport: throughput over the Go client',
    compare: '≥',
    limit: 1,
    ...times,
  },
  nodeOverGoCpu: {
    what: 'node transport: calls per CPU second over the Go client',
    compare: '≥',
    limit: 1,
    ...times,
  },
  nodeOverFetch: {
    what: 'node transport: throughput over fetch',
    compare: '≥',
    limit: 2.5,
    ...times,
  },
  oursOverFetch: { what: 'on fetch: time per call over fetch', compare: '≤', limit: 1.1, ...times },
  oursOverOthers: {
    what: 'on fetch: throughput over ky, axios, openapi-fetch',
    compare: '>',
    limit: 1,
    ...times,
  },
  overhead: { what: 'own time per call over a stub fetch', compare: '≤', limit: 25, unit: 'µs' },
  bundle: { what: 'everything, min+gzip', compare: '≤', limit: 12, unit: 'kB' },
  importTime: { what: 'importing', compare: '<', limit: 5, unit: 'ms' },
  memory: { what: 'heap above the baseline, a million users', compare: '<', limit: 50, unit: 'MB' },
  hub: { what: 'listing 3,000 users over page by page', compare: '≥', limit: 2.5, ...times },
  create: { what: 'emulator: createHub()', compare: '<', limit: 1, unit: 'ms' },
  users: { what: 'emulator: 200 of 100,000 users', compare: '<', limit: 2, unit: 'ms' },
  stories: { what: 'emulator: 100 demos at once', compare: '<', limit: 5, unit: 's' },
} as const satisfies Record<string, Budget>

/** The budget of a whole job. */
export const jobBudget = (job: string): Budget => ({
  what: `${job}: time over the hub's own for the same requests`,
  compare: '≤',
  limit: 1.05,
  ...times,
})

/** Compares a budget with what was measured. */
export function check(budget: Budget, value: number | undefined): Checked {
  if (value === undefined) return { ...budget, value, verdict: 'NOT MEASURED' }
  return { ...budget, value, verdict: isKept(budget, value) ? 'ok' : 'BROKEN' }
}

/** A figure of a budget with its unit. */
export function renderValue({ unit }: Budget, value: number): string {
  if (unit === '×') return `${value.toFixed(2)}×`
  return `${value.toFixed(value < 0.1 ? 3 : 1)} ${unit}`
}

/** What is promised: `≤ 25 µs`. */
export const renderLimit = ({ compare, limit, unit }: Budget): string =>
  `${compare} ${limit}${unit === '×' ? '' : ' '}${unit}`

function isKept({ compare, limit }: Budget, value: number): boolean {
  const kept = {
    '≤': value <= limit,
    '<': value < limit,
    '≥': value >= limit,
    '>': value > limit,
  }
  return kept[compare]
}
