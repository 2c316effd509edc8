import { printTarget } from '../commands/server-target.ts'
import type { OwnedServer } from '../commands/servers/shape.ts'
import { counted } from '../output/counted.ts'
import { barOf } from '../output/bar.ts'
import type { Style } from '../output/colour.ts'
import { harmless } from '../output/harmless.ts'
import { relativeTime } from '../output/relative-time.ts'
import { cut, pad, pieces, widthOf } from '../output/width.ts'
import { wrap } from '../output/wrap.ts'
import { stateWord } from '../commands/servers/shape.ts'
import { inOrder } from './state.ts'
import type { News, TopState } from './state.ts'

/** What a screen is like. */
export interface Canvas {
  readonly columns: number
  readonly rows: number
  /** Milliseconds since 1970. */
  readonly now: number
  readonly paint: Style
}

/** Lines above and below the servers, but for how the hub is: its name, a blank one, the title; one for keys. */
const fixedLines = 4
const enoughForNews = 16
const stateColumns = 9
const timeColumns = 16
const widestName = 32
const signs = { starting: '+', ready: '*', stopping: '-', gone: '-' } as const

/** The screen as lines: no more than it has, none wider than it is. */
export function renderTop(state: TopState, canvas: Canvas): string[] {
  const { columns, rows, paint } = canvas
  const fit = (text: string) => cut(text, columns)
  const newsLines = newsOf(state, canvas)
  const health = healthOf(state, canvas)
  const room = Math.max(0, rows - fixedLines - health.length - newsLines.length)
  const servers = inOrder(state)
  const hidden = servers.length > room ? servers.length - room + 1 : 0
  const shown = servers.slice(0, hidden > 0 ? Math.max(0, room - 1) : room)
  const nameColumns = Math.min(
    widestName,
    Math.max(6, ...shown.map((server) => widthOf(harmless(printTarget(server))))),
  )
  const body = shown.map((server) => {
    const line = fit(lineOf(state, server, nameColumns, canvas))
    return state.lost === undefined ? painted(line, server, paint) : paint.dim(line)
  })
  if (hidden > 0 && room > 0) body.push(paint.dim(fit(`… and ${hidden} more`)))
  while (body.length < room) body.push('')
  const title = [
    pad('SERVER', nameColumns),
    pad('STATE', stateColumns),
    pad('STARTED', timeColumns),
    'LAST ACTIVITY',
  ]
  return [
    fit(headOf(state)),
    ...health,
    '',
    paint.dim(fit(title.join('  '))),
    ...body,
    ...newsLines,
    paint.dim(fit(`q leave   s order: ${state.order}`)),
  ].slice(0, rows)
}

function headOf({ url, last }: TopState): string {
  if (last === undefined) return `jhub top  ${url}`
  return `jhub top  ${harmless(url)}  JupyterHub ${harmless(last.version)}  ${timeOf(last.at)}`
}

/** How the hub is: a line, or as many as it takes to say why it is lost. */
function healthOf(
  { last, lost, arrived, departed }: TopState,
  { columns, now, paint }: Canvas,
): string[] {
  if (lost !== undefined) {
    const seconds = Math.round((now - lost.since) / 1000)
    const what = lost.isDown ? 'not reachable' : 'refused'
    const text = `${what} since ${timeOf(lost.since)} (${seconds} s), trying: ${harmless(lost.why)}`
    return wrap(text, columns).flatMap((line) => pieces(line, columns).map(paint.red))
  }
  if (last === undefined) return [cut('looking …', columns)]
  const servers = [...last.servers.values()]
  const count = (wanted: string) => servers.filter((one) => stateWord(one) === wanted).length
  const users = new Set(servers.map(({ user }) => user)).size
  const states = ['ready', 'starting', 'stopping'].flatMap((wanted) => {
    const of = count(wanted)
    return of > 0 ? `${of} ${wanted}` : []
  })
  const who = `${counted(servers.length, 'server')} of ${counted(users, 'user')}`
  const text = [
    `answers in ${last.answerMs} ms`,
    states.length > 0 ? `${who}: ${states.join(', ')}` : who,
    `+${arrived} -${departed}`,
  ].join('   ')
  const whole = `${text} since the last look`
  return [widthOf(whole) <= columns ? whole : cut(text, columns)]
}

function lineOf(
  { progress }: TopState,
  server: OwnedServer,
  nameColumns: number,
  { now }: Canvas,
): string {
  const target = printTarget(server)
  const name = pad(cut(harmless(target), nameColumns), nameColumns)
  const start = `${name}  ${pad(stateWord(server), stateColumns)}`
  if (server.pending === 'spawn') {
    const { percent = 0, says = '' } = progress.get(target) ?? {}
    return `${start}  ${barOf(percent)} ${harmless(says)}`.trimEnd()
  }
  const ago = (time: string | null | undefined) => (time ? harmless(relativeTime(time, now)) : '')
  return `${start}  ${pad(ago(server.started), timeColumns)}  ${ago(server.last_activity)}`.trimEnd()
}

function painted(line: string, server: OwnedServer, paint: Style): string {
  if (server.pending === 'spawn') return paint.yellow(line)
  return server.pending === 'stop' ? paint.dim(line) : line
}

/** The newest at the bottom of the servers, where there is room for it. */
function newsOf({ news }: TopState, { rows, columns, paint }: Canvas): string[] {
  if (rows < enoughForNews || news.length === 0) return []
  const most = Math.min(6, Math.floor(rows / 4))
  const lines = news.slice(0, most).map((one) => cut(newsLine(one), columns))
  return [paint.dim('COMING AND GOING'), ...lines]
}

const newsLine = ({ at, kind, server }: News): string =>
  `${timeOf(at)} ${signs[kind]} ${harmless(server)} ${kind}`

/** A time of the day, here. */
function timeOf(at: number): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')
}
