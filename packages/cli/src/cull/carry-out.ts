import type { JupyterHub } from 'jupyterhub-client'
import { atOnce } from '../at-once.ts'
import { decideServer, decideUser } from './decide.ts'
import type { Decision } from './decide.ts'
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
  const after = new Map<string, Aftermath>()
  for await (const culled of atOnce(servers, most, (item) => cullOne(item, tools, cullServer))) {
    const { outcome, owner } = culled
    const { staying = 0 } = after.get(owner.name) ?? {}
    const isDown = outcome === 'stopped' || outcome === 'removed'
    after.set(owner.name, { staying: isDown ? staying : staying + 1 })
    yield culled
  }
  yield* atOnce(users, most, (item) =>
    cullOne(item, tools, () => cullUser(item, tools, after.get(item.owner.name))),
  )
}

/** What culling has left of a user's servers. */
interface Aftermath {
  /** So many are not down. */
  readonly staying: number
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

/** @param after - Where servers of the user were to be culled. */
async function cullUser(
  { owner }: Item,
  { hub, signal, now, policy }: Tools,
  after: Aftermath | undefined,
): Promise<Outcome> {
  const seen = await hub.users.get(owner.name, { signal })
  const staying = Math.max(after?.staying ?? 0, activeServers(seen).length)
  // To the hub, the stop of a server is an activity of its owner.
  const dates = after === undefined ? seen : owner
  const again = decideUser({ ...owner, ...dates }, staying, policy, now())
  if (!again.cull) return { ...again, outcome: 'spared' }
  await hub.users.delete(owner.name, { signal })
  return { outcome: 'deleted' }
}
