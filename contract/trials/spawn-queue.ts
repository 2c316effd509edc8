import { setTimeout as sleep } from 'node:timers/promises'
import { RateLimitedError } from 'jupyterhub-client'
import type { JupyterHub, ServerOutcome, ServersEvent, ServerTarget } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { amounts } from './amounts.ts'
import { bars, mostAtOnce, overTime } from './figures.ts'
import type { Span } from './figures.ts'
import type { TrialHub } from './hubs/trial-hub.ts'
import { shownStates } from './look.ts'
import { makePeople } from './people.ts'
import { clientOf, noteError, report, trialHub } from './trial.ts'

const spawnLimit = 5
const config = { JupyterHub: { concurrent_spawn_limit: spawnLimit } }

const slowly = (user: string): ServerTarget => ({ user, options: { spawner: 'slow', seconds: 1 } })

/** A client that counts, and what it has counted. */
function countingClient(hub: TrialHub) {
  /** Starts that were sent, by `performance.now()`. */
  const starts: number[] = []
  const counts = { throttled: 0 }
  const client = clientOf(hub, {
    async fetch(url, init) {
      if (init.method === 'POST') starts.push(performance.now())
      const response = await fetch(url, init)
      if (response.status === 429) counts.throttled += 1
      return response
    },
  })
  return { client, starts, counts }
}

async function all(outcomes: AsyncIterable<ServerOutcome>): Promise<ServerOutcome[]> {
  const list: ServerOutcome[] = []
  for await (const outcome of outcomes) {
    if (outcome.outcome === 'failed') noteError(outcome.error)
    list.push(outcome)
  }
  return list
}

const usersOf = (outcomes: readonly ServerOutcome[], kind: ServerOutcome['outcome']): string[] =>
  outcomes.filter(({ outcome }) => outcome === kind).map(({ user }) => user)

/** What came of starting everyone's server. */
interface Run {
  readonly seconds: number
  readonly span: Span
  readonly mostByEvents: number
  /** As the hub has logged them. */
  readonly starts: readonly Span[]
}

async function startAll(
  hub: TrialHub,
  client: JupyterHub,
  users: readonly string[],
  concurrency: number,
): Promise<Run> {
  const events: ServersEvent[] = []
  const from = Date.now()
  const outcomes = await all(
    client.servers.ensureRunningAll(users.map(slowly), {
      concurrency,
      onEvent: (event) => events.push(event),
    }),
  )
  const to = Date.now()
  expect(usersOf(outcomes, 'done').toSorted()).toEqual(users.toSorted())
  const states = await shownStates(hub)
  expect(users.filter((user) => states.get(user) !== 'ready')).toEqual([])
  const starts = (await hub.starts()).filter((start) => start.to >= from && start.to <= to)
  expect(starts).toHaveLength(users.length)
  const mostByEvents = Math.max(...events.map(({ active }) => active))
  return { seconds: (to - from) / 1000, span: { from, to }, mostByEvents, starts }
}

async function stopAll(hub: TrialHub, client: JupyterHub, users: readonly string[]) {
  const outcomes = await all(client.servers.ensureStoppedAll(users, { concurrency: 20 }))
  expect(usersOf(outcomes, 'done').toSorted()).toEqual(users.toSorted())
  const states = await shownStates(hub)
  expect(users.filter((user) => states.get(user) !== 'stopped')).toEqual([])
}

/** How many servers the hub was starting, over the time. */
function chart({ span, starts, seconds }: Run): string[] {
  const active = overTime(starts, span, 60)
  return [
    `|${bars(active, spawnLimit)}| of ${spawnLimit}, ${(seconds / 60).toFixed(2)} s a block`,
    `every fifth: ${active
      .filter((_, index) => index % 5 === 2)
      .map((count) => count.toFixed(1))
      .join(' ')}`,
  ]
}

describe('many starts at once', () => {
  test(`${amounts.queued} servers, 20 at once, on a hub that takes 5`, async () => {
    const hub = await trialHub(config, false)
    const { client, counts } = countingClient(hub)
    const users = await makePeople(client, 'q', amounts.queued)
    const ideal = await startAll(hub, client, users, spawnLimit)
    expect(ideal.mostByEvents).toBeLessThanOrEqual(spawnLimit)
    expect(mostAtOnce(ideal.starts)).toBeLessThanOrEqual(spawnLimit)
    const before = counts.throttled
    await stopAll(hub, client, users)
    const queued = await startAll(hub, client, users, 20)
    expect(queued.mostByEvents).toBeLessThanOrEqual(20)
    const throttled = counts.throttled - before
    await stopAll(hub, client, users)
    const ratio = queued.seconds / ideal.seconds
    report(`${users.length} servers by a queue of 20, on a hub that starts 5 at a time`, [
      `ideal, by a queue of 5: ${ideal.seconds.toFixed(1)} s (${before} times 429)`,
      ...chart(ideal),
      `queue of 20: ${queued.seconds.toFixed(1)} s, ${ratio.toFixed(2)} × ideal (${throttled} times 429)`,
      ...chart(queued),
      `most at once: ${ideal.mostByEvents} of 5 and ${queued.mostByEvents} of 20 by the events, ` +
        `${mostAtOnce(ideal.starts)} and ${mostAtOnce(queued.starts)} by the hub's log`,
    ])
    expect(ratio).toBeLessThanOrEqual(1.5)
  })

  test('an abort leaves nothing half-known', async () => {
    const hub = await trialHub(config, false)
    const lines: string[] = []
    for (const [round, afterMs] of [150, 1200, 3000].entries()) {
      const { client, starts } = countingClient(hub)
      const users = await makePeople(clientOf(hub), `a${round}-`, 20)
      const reason = new Error('the class is cancelled')
      const controller = new AbortController()
      const { signal } = controller
      const ended = all(
        client.servers.ensureRunningAll(users.map(slowly), { concurrency: 8, signal }),
      )
      await sleep(afterMs)
      const abortedAt = performance.now()
      controller.abort(reason)
      const outcomes = await ended
      const took = performance.now() - abortedAt
      const states = await shownStates(hub)
      // All that was under way has ended by then.
      await sleep(2500)
      const later = await shownStates(hub)

      expect(outcomes.map(({ user }) => user).toSorted()).toEqual(users.toSorted())
      expect(starts.filter((at) => at > abortedAt)).toEqual([])
      const pendingThen: string[] = []
      for (const outcome of outcomes) {
        const { user } = outcome
        const then = states.get(user)
        if (outcome.outcome === 'done') expect(then).toBe('ready')
        else if (outcome.outcome === 'not_started') {
          expect([then, later.get(user)]).toEqual(['stopped', 'stopped'])
        } else {
          // One that the hub put off, and that did not get its turn again, says so.
          const isPutOff = RateLimitedError.isInstance(outcome.error)
          expect(isPutOff ? reason : outcome.error).toBe(reason)
          const pending = outcome.server?.pending
          if (pending) pendingThen.push(user)
          expect([user, later.get(user)]).toEqual([user, pending ? 'ready' : 'stopped'])
        }
      }
      const count = (kind: ServerOutcome['outcome']) => usersOf(outcomes, kind).length
      lines.push(
        `after ${afterMs} ms: ${count('done')} done, ${count('failed')} failed ` +
          `(${pendingThen.length} of them starting, and ready later), ${count('not_started')} not started; ` +
          `told within ${Math.round(took)} ms, no start sent after the abort`,
      )
    }
    report('20 starts, 8 at once, on a hub that starts 5 at a time, aborted', lines)
  })
})
