import { setTimeout as sleep } from 'node:timers/promises'
import type { Fetch } from 'jupyterhub-client'
import type { EmulatedHub } from 'jupyterhub-emulator'
import { expect, test } from 'vitest'
import { Interrupted } from '../src/errors/interrupted.ts'
import { atHub, now } from './support/terminal.ts'
import type { Ran } from './support/terminal.ts'

const hour = 3_600_000

/** A hub that dates its answers, with a server that was used 12 minutes ago. */
async function datedHub() {
  const place = atHub({ users: ['ada'] })
  await place.jhub('servers start ada')
  const server = place.hub.state.users.get('ada')?.servers.get('')
  if (server === undefined) throw new Error('ada has no server')
  Object.assign(server, { started: now - 5 * hour, lastActivity: now - 0.2 * hour })
  const fetch: Fetch = async (url, init) => {
    const response = await place.hub.fetch(url, init)
    response.headers.set('date', new Date(now).toUTCString())
    return response
  }
  return { ...place, fetch, server }
}

/** Culls in rounds, and ends after so many. */
async function roundsOf(
  { hub, jhub, fetch }: Awaited<ReturnType<typeof datedHub>>,
  count: number,
  clock: (rounds: number) => number,
): Promise<Ran> {
  const controller = new AbortController()
  const begun = hub.requests.length
  const rounds = () => looks(hub, begun)
  const ran = jhub('cull --timeout 1h --every 1s --yes', {
    ...{ fetch, clock: () => clock(rounds()), signal: controller.signal },
  })
  while (rounds() <= count) await sleep(10)
  controller.abort(new Interrupted())
  return ran
}

const looks = ({ requests }: EmulatedHub, from: number): number =>
  requests.slice(from).filter(({ path }) => path.startsWith('/hub/api/users')).length

test('a clock that is put right between two rounds makes nothing look idle', async () => {
  const place = await datedHub()
  const { stderr } = await roundsOf(place, 2, (rounds) => (rounds < 2 ? now - 3 * hour : now))
  expect(stderr).toContain('3 h behind that of the hub')
  expect(place.server.ready).toBe(true)
})

test('the next round comes in time where the clock is ahead, or is put back', async () => {
  const place = await datedHub()
  const { code, stderr } = await roundsOf(place, 3, (rounds) => now + 9 * hour - rounds * 3 * hour)
  expect(code).toBe(0)
  expect(stderr).toContain('ahead of that of the hub')
  expect(place.server.ready).toBe(true)
})
