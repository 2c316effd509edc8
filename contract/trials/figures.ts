const blocks = '▁▂▃▄▅▆▇█'

/** The value below which a share of the values is. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? NaN
  const above = sorted[Math.ceil(place)] ?? NaN
  return below + (above - below) * (place - Math.floor(place))
}

/** `min 3, p25 7, median 9, p75 12, p90 15, max 40` */
export function distribution(values: readonly number[]): string {
  return Object.entries({ min: 0, p25: 0.25, median: 0.5, p75: 0.75, p90: 0.9, max: 1 })
    .map(([name, share]) => `${name} ${Math.round(quantile(values, share))}`)
    .join(', ')
}

/** How many values are in each step from 0 on, those beyond the last with it: `▁▃█▂` */
export function histogram(values: readonly number[], step: number, steps: number): string {
  const counts = Array.from({ length: steps }, () => 0)
  for (const value of values) {
    const place = Math.max(0, Math.min(steps - 1, Math.floor(value / step)))
    counts[place] = (counts[place] ?? 0) + 1
  }
  return bars(counts, Math.max(...counts))
}

/** A block for each value, as high as its share of the most; a space for 0. */
export function bars(values: readonly number[], most: number): string {
  return values
    .map((value) => (value <= 0 ? ' ' : (blocks[Math.ceil((value / most) * 8) - 1] ?? '█')))
    .join('')
}

/** A span of time. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** The most spans that overlap. */
export function mostAtOnce(spans: readonly Span[]): number {
  const steps = spans.flatMap(({ from, to }) => [
    { at: from, by: 1 },
    { at: to, by: -1 },
  ])
  // Where one ends as another begins, they do not overlap.
  steps.sort((a, b) => a.at - b.at || a.by - b.by)
  let now = 0
  return Math.max(0, ...steps.map(({ by }) => (now += by)))
}

/** How many spans go on in each of so many parts of a time, on average. */
export function overTime(spans: readonly Span[], whole: Span, parts: number): number[] {
  const length = (whole.to - whole.from) / parts
  return Array.from({ length: parts }, (_, index) => {
    const from = whole.from + index * length
    const shares = spans.map((span) =>
      Math.max(0, Math.min(span.to, from + length) - Math.max(span.from, from)),
    )
    return shares.reduce((sum, share) => sum + share, 0) / length
  })
}
