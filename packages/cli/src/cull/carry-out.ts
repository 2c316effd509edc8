import type { JupyterHub } from 'jupyterhub-client'
import { atOnce } from '../at-once.ts'
import { decideServer, decideUser } from './decide.ts'
import type { Decision } from './decide.ts'
import { parseMoment } from './moment.ts'
import { activeServers } from './plan.ts'
import type { Item } from './plan.ts'
import type { Policy } from './policy.ts'

/** What became of something that was to be culled. */
export interface Culled extends Item {
  /**
   * `spared`: a last look showed that it is in use again, or gone; `reason` says so. `interrupted`: begun and called off, it may still
   * come about.
   */
  readonly outcome:
    | 'stopped'
    | 'removed'
    | 'deleted'
    | 'spared'
    | 'failed'
    | 'interrupted'
    | 'not_started'
  /** Of what failed. */
  readonly error?: unknown
  /** When it was known, in milliseconds since 1970. */
  readonly at: number
}

/** What culling is done with. */
export interface Tools {
  readonly hub: JupyterHub
  readonly signal: AbortSignal
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly policy: Policy
  /** So many at once at the most; 0: all. */
  readonly concurrency: number
}

/** Stops and deletes what is to be; users after all their servers, if those are down. Each is looked at once more before. */
export async function* carryOut(items: readonly Item[], tools: Tools): AsyncGenerator<Culled> {
  const most = tools.concurrency || Infinity
  const doomed = items.filter(({ cull }) => cull)
  const [servers, users] = [
    doomed.filter(({ kind }) => kind === 'server'),
    doomed.filter(({ kind }) => kind === 'user'),
  ]
  const staying = new Map<string, number>()
  const stops: Stops = new Map()
  const stop = async (item: Item): Promise<Outcome> => {
    const outcome = await cullServer(item, tools)
    const isDown = outcome.outcome === 'stopped' || outcome.outcome === 'removed'
    if (isDown && tools.policy.users) await noteStop(item.owner.name, stops, tools)
    return outcome
  }
  for await (const culled of atOnce(servers, most, (item) => cullOne(item, tools, stop))) {
    const { outcome, owner } = culled
    const isDown = outcome === 'stopped' || outcome === 'removed'
    if (!isDown) staying.set(owner.name, (staying.get(owner.name) ?? 0) + 1)
    yield culled
  }
  yield* atOnce(users, most, (item) =>
    cullOne(item, tools, () => cullUser(item, tools, staying.get(item.owner.name) ?? 0, stops)),
  )
}

type Outcome = Pick<Culled, 'outcome'> & Partial<Decision>

async function cullOne(
  item: Item,
  tools: Tools,
  act: (item: Item, tools: Tools) => Promise<Outcome>,
): Promise<Culled> {
  const { signal, now } = tools
  if (signal.aborted) return { ...item, outcome: 'not_started', at: now() }
  try {
    const outcome = await act(item, tools)
    return { ...item, ...outcome, at: now() }
  } catch (error) {
    return signal.aborted
      ? { ...item, outcome: 'interrupted', at: now() }
      : { ...item, outcome: 'failed', error, at: now() }
  }
}

async function cullServer({ owner, server, action }: Item, tools: Tools): Promise<Outcome> {
  const { hub, signal, now, policy } = tools
  const handle = hub.server(owner.name, server?.name)
  const { state, server: seen } = await handle.status({ signal })
  if (seen === undefined || state === 'stopped') {
    return { outcome: 'spared', reason: 'it has stopped meanwhile' }
  }
  const again = decideServer(owner, seen, policy, now())
  if (!again.cull) return { ...again, outcome: 'spared' }
  if (action === 'remove') {
    await handle.ensureAbsent({ signal })
    return { outcome: 'removed' }
  }
  await handle.ensureStopped({ signal })
  return { outcome: 'stopped' }
}

/** Last activity of users as it was right after their servers were stopped here: to the hub, a stop is an activity of the owner. */
type Stops = Map<string, number>

async function noteStop(name: string, stops: Stops, { hub, signal }: Tools): Promise<void> {
  try {
    const { last_activity } = await hub.users.get(name, { signal })
    const moment = parseMoment(last_activity ?? '') ?? -Infinity
    stops.set(name, Math.max(moment, stops.get(name) ?? -Infinity))
  } catch {
    // Nothing is known of the stop, which then keeps the user: who is not deleted now may be in the next round.
  }
}

/** @param staying - So many servers were to be culled, and are not down. */
async function cullUser(
  { owner }: Item,
  { hub, signal, now, policy }: Tools,
  staying: number,
  stops: Stops,
): Promise<Outcome> {
  const seen = await hub.users.get(owner.name, { signal })
  const active = parseMoment(seen.last_activity ?? '') ?? Infinity
  const isOfStop = active <= (stops.get(owner.name) ?? -Infinity)
  const before = isOfStop && owner.last_activity !== undefined
  const user = { ...owner, ...seen, ...(before ? { last_activity: owner.last_activity } : {}) }
  const stay = Math.max(staying, activeServers(seen).length)
  const again = decideUser(user, stay, policy, now())
  if (!again.cull) return { ...again, outcome: 'spared' }
  await hub.users.delete(owner.name, { signal })
  return { outcome: 'deleted' }
}
