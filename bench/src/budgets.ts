/** What is promised about the client, and checked. */
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
  nodeOverSeed: {
    what: 'node transport: throughput over the Go client',
    compare: '≥',
    limit: 1,
    ...times,
  },
  nodeOverSeedCpu: {
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
} as const satisfies Record<string, Budget>

/** The budget of a whole job. */
export const jobBudget = (job: string): Budget => ({
  what: `${job}: time over the hub's own`,
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
  return unit === '×' ? `${value.toFixed(2)}×` : `${value.toFixed(1)} ${unit}`
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
