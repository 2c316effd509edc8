import { setTimeout as sleep } from 'node:timers/promises'
import type { JupyterHub, Middleware } from 'jupyterhub-client'
import type { RunningHub } from 'testbed'
import { expect, test } from 'vitest'
import { atATime } from './at-a-time.ts'
import { chanceOf } from './interleavings/chance.ts'
import { handleOf, nextMove } from './interleavings/moves.ts'
import type { Place } from './interleavings/moves.ts'
import { shown } from './interleavings/raw-state.ts'
import { falsehoodOf, outcomeOf } from './interleavings/truth.ts'
import type { Made } from './interleavings/truth.ts'
import { clientOf, noteError, report, trialHub } from './trial.ts'

const movesOfClients = [67, 67, 66]
/** No move takes longer, whatever happens. */
const hangMs = 40_000
/** By then the hub has ended what it was about. */
const settleMs = 15_000

test('three clients start and stop the same servers, and each is told what is so', async () => {
  const seed = Number(process.env['TRIAL_SEED'] ?? Date.now() % 2 ** 31)
  // So that some starts and stops are up while the hub holds the answer, and some are not.
  const holds = { slow_spawn_timeout: 0.4, slow_stop_timeout: 0.2 }
  const hub = await trialHub({ JupyterHub: { tornado_settings: holds } })
  const users = ['ada', 'grace', 'mary']
  const places = users.flatMap((user) => ['', 'lab'].map((name) => ({ user, name })))
  await clientOf(hub).users.createMany(users)

  const startedAt = performance.now()
  const all: Made[] = []
  const lies: string[] = []

  async function play(client: number, count: number): Promise<void> {
    const chance = chanceOf(seed + client)
    let requests: string[] = []
    const trace: Middleware = async (request, next) => {
      const since = now()
      const line = `${request.method} ${request.url.slice(hub.apiUrl.length)}`
      const tell = (what: unknown) => {
        const times = [since, now()].map((at) => Math.round(at - startedAt))
        requests.push(`${times.join('-')} ms: ${line}: ${String(what)}`)
      }
      try {
        const response = await next(request)
        tell(response.status)
        return response
      } catch (error) {
        tell(error)
        throw error
      }
    }
    const own = clientOf(hub, { middleware: [trace] })
    for (let number = 0; number < count; number += 1) {
      const [move, place] = nextMove(chance, places)
      requests = []
      const made: Made = {
        requests,
        client,
        move,
        place,
        startedAt: now(),
        endedAt: Infinity,
        error: undefined,
      }
      all.push(made)
      made.error = await errorOf(move.make(handleOf(own, place)))
      const after = await shown(hub, place)
      made.endedAt = now()
      if (made.error !== undefined) noteError(made.error)
      if (made.error !== undefined || made.endedAt - made.startedAt > 5000)
        console.log(
          [
            'ERR ' +
              outcomeOf(made) +
              ' ' +
              client +
              ' ' +
              move.kind +
              ' ' +
              place.user +
              '/' +
              place.name +
              ' ' +
              String(made.error),
            ...requests,
            ...all
              .filter((o) => o !== made && o.place === place && o.endedAt >= made.startedAt)
              .map(
                (o) =>
                  '   other: ' +
                  o.client +
                  ' ' +
                  o.move.kind +
                  ' ' +
                  Math.round(o.startedAt - startedAt) +
                  '-' +
                  Math.round(o.endedAt - startedAt) +
                  ' ' +
                  outcomeOf(o),
              ),
          ].join('\n'),
        )
      const about = `${number} of client ${client}, ${move.kind} ${place.user}/${place.name}`
      lies.push(...falsehoodOf(made, after, all).map((lie) => `${about}: ${lie}`))
    }
  }

  await Promise.all(movesOfClients.map((count, client) => play(client, count)))
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  report(`${all.length} starts and stops by 3 clients, seed ${seed} (${seconds} s)`, [
    ...countsOf(all),
    `${lies.length} lies`,
  ])
  expect(lies).toEqual([])

  const client = clientOf(hub)
  const settled = await atATime(1, places, (place) => compare(hub, client, place))
  expect(settled.filter((difference) => difference !== undefined)).toEqual([])
  await atATime(3, places, async (place) => {
    const handle = handleOf(client, place)
    await handle.ensureStopped()
    expect(['stopped', 'unseen']).toContain((await shown(hub, place)).state)
    await handle.ensureRunning()
    expect((await shown(hub, place)).state).toBe('ready')
  })
})

const now = (): number => performance.now()

async function errorOf(call: Promise<unknown>): Promise<unknown> {
  const over = new AbortController()
  try {
    return await Promise.race([
      call.then(
        () => undefined,
        (error: unknown) => error ?? 'rejected with nothing',
      ),
      sleep(hangMs, new Error('hangs'), { signal: over.signal }),
    ])
  } finally {
    over.abort()
  }
}

/** What the client says of a server that is other than what the hub says, once the hub is at rest. */
async function compare(
  hub: RunningHub,
  client: JupyterHub,
  place: Place,
): Promise<string | undefined> {
  const endsAt = now() + settleMs
  let raw = await shown(hub, place)
  while (!['ready', 'stopped', 'unseen'].includes(raw.state)) {
    if (now() > endsAt) return `${place.user}/${place.name}: ${raw.state} for ever`
    await sleep(100)
    raw = await shown(hub, place)
  }
  const { state } = await handleOf(client, place).status()
  const same = raw.state === 'unseen' ? ['stopped', 'absent'] : [raw.state]
  return same.includes(state)
    ? undefined
    : `${place.user}/${place.name}: ${state}, not ${raw.state}`
}

/** A line for each kind of move: how many came to which end. */
function countsOf(all: readonly Made[]): string[] {
  const kinds = [...new Set(all.map(({ move }) => move.kind))].toSorted()
  return kinds.map((kind) => {
    const outcomes = all.filter(({ move }) => move.kind === kind).map(outcomeOf)
    const counts = [...new Set(outcomes)].map(
      (outcome) => `${outcomes.filter((other) => other === outcome).length} ${outcome}`,
    )
    const TT = all
      .filter(({ move }) => move.kind === kind)
      .map((m) => Math.round(m.endedAt - m.startedAt))
    console.log(kind, TT.join(' '))
    return `${kind.padEnd(14)}${counts.toSorted().join(', ')}`
  })
}
