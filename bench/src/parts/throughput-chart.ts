import type { BarChart } from '../bar-chart.ts'
import { spread } from '../stats.ts'
import { names } from './throughput-clients.ts'
import { isServerBound, levels } from './throughput.ts'
import type { Throughput, Turns } from './throughput.ts'

/** Calls per second of each client, the fastest under load first. */
export function throughputChart({ turns }: Throughput, caption: string): BarChart {
  const most = levels.at(-1) ?? 1
  const all = Object.entries(turns[most]).toSorted(([, a], [, b]) => perSecond(b) - perSecond(a))
  return {
    title: 'Calls per second',
    caption,
    columns: levels.map((level) => `${level} at a time`),
    rows: all.map(([name]) => ({
      name,
      isOurs: name === names.ours || name === names.node,
      bars: levels.map((level) => barOf(turns[level][name])),
    })),
  }
}

function barOf(turns: Turns | undefined): BarChart['rows'][number]['bars'][number] {
  if (turns === undefined) return undefined
  const value = perSecond(turns)
  const text = `${(value / 1000).toFixed(1)}k${isServerBound(turns) ? '*' : ''}`
  return { value, text }
}

const perSecond = (turns: Turns): number => spread(turns.perSecond).median
