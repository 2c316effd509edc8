import type { Section } from '../section.ts'
import { spread } from '../stats.ts'
import { withSpread } from '../table.ts'
import { names } from './throughput-clients.ts'
import { isServerBound, levels, ratio } from './throughput.ts'
import type { Level, Throughput, Turns } from './throughput.ts'

/** The calls as tables, ratios first: they are what carries over to another machine. */
export function throughputSections(throughput: Throughput): Section[] {
  const clients = Object.keys(throughput.turns[1])
  const times = (what: 'perSecond' | 'perCpuSecond') =>
    clients.map((name) =>
      [name].concat(
        levels.map((level) => withSpread(ratio(throughput, level, what, name, names.fetch), 2)),
      ),
    )
  const figures = (digits: number, figure: (turns: Turns, level: Level) => readonly number[]) =>
    clients.map((name) =>
      [name].concat(
        levels.map((level) => cell(throughput.turns[level][name], level, digits, figure)),
      ),
    )
  const head = ['', ...levels.map((level) => `${level} at a time`)]
  return [
    {
      title: 'Throughput, in times of fetch with JSON.parse',
      rows: [head, ...times('perSecond')],
      notes: notesOn(throughput),
    },
    {
      title: 'Calls for a second of CPU time, in times of fetch with JSON.parse',
      rows: [head, ...times('perCpuSecond')],
    },
    {
      title: 'Calls per second',
      rows: [head, ...figures(0, ({ perSecond }) => perSecond)],
    },
    {
      title: 'CPU time per call, µs',
      rows: [head, ...figures(1, ({ perCpuSecond }) => perCpuSecond.map((value) => 1e6 / value))],
    },
    {
      title: 'Time per call, µs',
      rows: [
        head,
        ...figures(0, ({ perSecond }, level) => perSecond.map((value) => (level * 1e6) / value)),
      ],
    },
  ]
}

function cell(
  turns: Turns | undefined,
  level: Level,
  digits: number,
  figure: (turns: Turns, level: Level) => readonly number[],
): string {
  if (turns === undefined) return ''
  const mark = isServerBound(turns) ? '* ' : ''
  return mark + withSpread(spread(figure(turns, level)), digits)
}

const clientsWithout = (missing: Throughput['missing'], why: string): string =>
  Object.keys(missing)
    .filter((name) => missing[name] === why)
    .join('; ')

function notesOn({ server, cores, turns, isGoLocal, missing }: Throughput): string[] {
  const marked = levels.some((level) => Object.values(turns[level]).some(isServerBound))
  return [
    ...(server === 'node'
      ? ['NO NGINX: the server is node:http, which limits the faster clients. Install nginx.']
      : []),
    cores === undefined
      ? 'Clients and server share the cores: there is no taskset, or one core only.'
      : `Clients on core ${cores.client}, the server (${server}) on core ${cores.server}.`,
    ...(marked ? ['* The server was at work 90 % of the time or more: it was the limit.'] : []),
    ...(isGoLocal ? ['The Go client was compiled from a folder (BENCH_GO_CLIENT).'] : []),
    ...[...new Set(Object.values(missing))].map(
      (why) => `Not measured: ${clientsWithout(missing, why)}: ${why}.`,
    ),
  ]
}
