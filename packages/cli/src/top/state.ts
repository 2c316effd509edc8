import type { ProgressEvent } from 'jupyterhub-client'
import { stateWord } from '../commands/servers/shape.ts'
import type { OwnedServer } from '../commands/servers/shape.ts'
import { printTarget } from '../commands/server-target.ts'

/** By what servers are ordered. */
export const orders = ['state', 'name', 'started', 'activity'] as const
/** One of {@link orders}. */
export type Order = (typeof orders)[number]

/** How far a start has got. */
export interface Progress {
  readonly percent: number
  readonly says: string
}

/** Somebody who came or went. */
export interface News {
  readonly at: number
  readonly kind: 'starting' | 'ready' | 'stopping' | 'gone'
  readonly server: string
}

/** A look at the hub that gave nothing. */
export interface Loss {
  /** Whether the hub, or what is before it, is down; else it refused. */
  readonly isDown: boolean
  readonly why: string
}

/** What a look at the hub gave. */
export interface Look {
  readonly at: number
  readonly version: string
  /** How long the hub took to say its version. */
  readonly answerMs: number
  /** Servers that are active, by name. */
  readonly servers: ReadonlyMap<string, OwnedServer>
}

/** All that is shown. Times are milliseconds since 1970. */
export interface TopState {
  readonly url: string
  readonly last: Look | undefined
  /** Since when the hub gives no answer that is of use. */
  readonly lost: (Loss & { readonly since: number }) | undefined
  readonly progress: ReadonlyMap<string, Progress>
  /** Newest first. */
  readonly news: readonly News[]
  /** How many came and went between the last two looks. */
  readonly arrived: number
  readonly departed: number
  readonly order: Order
}

const mostNews = 100

/** Before the first look. */
export const beforeAnyLook = (url: string): TopState => ({
  url,
  last: undefined,
  lost: undefined,
  progress: new Map(),
  news: [],
  arrived: 0,
  departed: 0,
  order: 'state',
})

/** After a look at the hub. */
export function afterLook(state: TopState, look: Look): TopState {
  const before = state.last?.servers
  const fresh = before === undefined ? [] : newsBetween(before, look)
  const progress = new Map(
    [...state.progress].filter(([name]) => look.servers.get(name)?.pending === 'spawn'),
  )
  return {
    ...state,
    last: look,
    lost: undefined,
    progress,
    news: [...fresh, ...state.news].slice(0, mostNews),
    arrived: fresh.filter(({ kind, server }) => kind !== 'gone' && before?.has(server) === false)
      .length,
    departed: fresh.filter(({ kind }) => kind === 'gone').length,
  }
}

function newsBetween(before: ReadonlyMap<string, OwnedServer>, { at, servers }: Look): News[] {
  const news: News[] = []
  for (const [server, now] of servers) {
    const kind = stateWord(now)
    const earlier = before.get(server)
    if (earlier !== undefined && stateWord(earlier) === kind) continue
    if (kind === 'starting' || kind === 'ready' || kind === 'stopping') {
      news.push({ at, kind, server })
    }
  }
  for (const server of before.keys()) {
    if (!servers.has(server)) news.push({ at, kind: 'gone', server })
  }
  return news
}

/** After a look that gave nothing. Who was there stays shown: nobody knows that they went. */
export const afterLoss = (state: TopState, loss: Loss, now: number): TopState => ({
  ...state,
  lost: { ...loss, since: state.lost?.since ?? now },
})

/** After an event of a start. */
export function afterProgress(state: TopState, server: string, event: ProgressEvent): TopState {
  const { percent: before = 0, says: said = '' } = state.progress.get(server) ?? {}
  const { progress: percent = before, message: says = said } = event
  return { ...state, progress: new Map(state.progress).set(server, { percent, says }) }
}

/** With the next order. */
export const afterOrder = (state: TopState): TopState => ({
  ...state,
  order: orders[(orders.indexOf(state.order) + 1) % orders.length] ?? 'state',
})

const ranks = ['starting', 'stopping', 'check', 'rename', 'ready']

/** The servers in the order that is wanted; those alike by name. */
export function inOrder({ last, order }: Pick<TopState, 'last' | 'order'>): OwnedServer[] {
  const servers = [...(last?.servers.entries() ?? [])]
  const rank = (server: OwnedServer) => ranks.indexOf(stateWord(server))
  const newest = (a: string | null | undefined, b: string | null | undefined) =>
    compare(b ?? '', a ?? '')
  servers.sort(([nameA, a], [nameB, b]) => {
    const first = {
      state: () => rank(a) - rank(b),
      name: () => 0,
      started: () => newest(a.started, b.started),
      activity: () => newest(a.last_activity, b.last_activity),
    }[order]()
    return first || compare(nameA, nameB)
  })
  return servers.map(([, server]) => server)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The names of servers that are starting, in the order in which they are shown. */
export const startingOnes = (state: TopState): string[] =>
  inOrder(state)
    .filter(({ pending }) => pending === 'spawn')
    .map(printTarget)
