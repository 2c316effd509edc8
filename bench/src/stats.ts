/** The middle of some measurements, and the quarter points around it. */
export interface Spread {
  readonly median: number
  readonly p25: number
  readonly p75: number
  readonly count: number
}

/** Measurements by subject, one for each round, in the order of the rounds. */
export type Samples = Readonly<Record<string, readonly number[]>>

/** What `interleave` answers with, in microseconds per call. */
export interface Timed {
  /** On the clock. */
  readonly wall: Samples
  /** Of all processors' time, which what else the machine does hardly touches. */
  readonly cpu: Samples
}

/** Sums measurements up. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  return {
    median: quantile(sorted, 0.5),
    p25: quantile(sorted, 0.25),
    p75: quantile(sorted, 0.75),
    count: sorted.length,
  }
}

/** Combines what two subjects took in the same round, round by round, so that what slowed both down cancels out. */
export function pairwise(
  samples: Samples,
  first: string,
  second: string,
  combine: (a: number, b: number) => number,
): Spread {
  const others = samplesOf(samples, second)
  return spread(
    samplesOf(samples, first).map((value, round) => combine(value, others[round] ?? NaN)),
  )
}

/** The measurements of one subject. */
export function samplesOf(samples: Samples, subject: string): readonly number[] {
  const own = samples[subject]
  if (own === undefined || own.length === 0) throw new Error(`${subject} was not measured`)
  return own
}

function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? NaN
  const above = sorted[Math.ceil(place)] ?? NaN
  return below + (above - below) * (place - Math.floor(place))
}
