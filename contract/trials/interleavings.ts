import { expect, test } from 'vitest'
import { expectToAgree, expectToObey } from './interleavings/at-rest.ts'
import { hang, play } from './interleavings/play.ts'
import type { Game } from './interleavings/play.ts'
import { outcomeOf } from './interleavings/truth.ts'
import type { Made } from './interleavings/truth.ts'
import { clientOf, report, trialHub } from './trial.ts'

/** How many moves each client makes. */
const moves = [67, 67, 66]

test('three clients start and stop the same servers, and each is told what is so', async () => {
  const seed = Number(process.env['TRIAL_SEED'] ?? Date.now() % 2 ** 31)
  // So that some starts and stops come to their end while the hub holds the answer, and some do not.
  const holds = { slow_spawn_timeout: 0.4, slow_stop_timeout: 0.2 }
  const hub = await trialHub({ JupyterHub: { tornado_settings: holds } })
  const client = clientOf(hub)
  const users = ['ada', 'grace', 'mary']
  await client.users.createMany(users)
  const places = users.flatMap((user) => ['', 'lab'].map((name) => ({ user, name })))

  const startedAt = performance.now()
  const now = () => performance.now() - startedAt
  const game: Game = { hub, places, seed, now, made: [], lies: [] }
  await Promise.all(moves.map((count, number) => play(game, number, count)))
  const { made, lies } = game
  const hangs = made.filter(({ error }) => error === hang)
  report(`3 clients start and stop the same 6 servers, ${Math.round(now() / 1000)} s`, [
    ...countsOf(made),
    '',
    `seed ${seed}: ${made.length} moves, ${lies.length} lies, ${hangs.length} hangs`,
  ])
  expect(lies).toEqual([])
  await expectToAgree(hub, client, places)
  await expectToObey(hub, client, places)
})

/** A line for each kind of move: how many came to which end. */
function countsOf(made: readonly Made[]): string[] {
  const kinds = [...new Set(made.map(({ move }) => move.kind))].toSorted()
  return kinds.map((kind) => {
    const outcomes = made.filter(({ move }) => move.kind === kind).map(outcomeOf)
    const counts = [...new Set(outcomes)].map(
      (outcome) => `${outcomes.filter((other) => other === outcome).length} ${outcome}`,
    )
    return `${kind.padEnd(14)}${counts.toSorted().join(', ')}`
  })
}
