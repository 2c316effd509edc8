import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  HubConfigError,
  HubError,
  HubServerError,
  NotFoundError,
  RateLimitedError,
} from '../src/index.ts'
import { failure, reasonOf } from './support/failure.ts'
import { fine, inTurn, lost, refused, status } from './support/answers.ts'
import { fakeHub } from './support/fake-hub.ts'

beforeEach(() => {
  // A wait is a random part of the back-off: none, here.
  vi.spyOn(Math, 'random').mockReturnValue(0)
  return () => {
    vi.restoreAllMocks()
  }
})

describe('a DELETE', () => {
  test.each([
    ['a 503', status(503)],
    ['a lost connection', lost],
  ])('whose repeat after %s finds nothing has succeeded', async (_, first) => {
    const { hub, sent } = fakeHub(inTurn(first, status(404)))
    expect(await hub.users.delete('ada')).toBeUndefined()
    expect(sent).toHaveLength(2)
  })

  test('of a named server that is gone at the repeat is not pending', async () => {
    const { hub } = fakeHub(inTurn(status(503), status(404)))
    expect(await hub.servers.remove('ada', 'lab')).toEqual({ status: 204, pending: false })
  })

  test('that finds nothing the first time fails', async () => {
    const { hub, sent } = fakeHub(status(404))
    expect((await failure(NotFoundError, hub.users.delete('ada'))).attempts).toBe(1)
    expect(sent).toHaveLength(1)
  })

  test('that finds nothing after a refused connection fails: the first was never sent', async () => {
    const { hub } = fakeHub(inTurn(refused, status(404)))
    expect((await failure(NotFoundError, hub.users.delete('ada'))).attempts).toBe(2)
  })

  test('that finds nothing after a 429 fails: the first changed nothing', async () => {
    const { hub } = fakeHub(inTurn(status(429, { 'retry-after': '0' }), status(404)))
    expect((await failure(NotFoundError, hub.users.delete('ada'))).attempts).toBe(2)
  })

  test('of members is no DELETE of the group: its 404 at the repeat fails', async () => {
    const { hub } = fakeHub(inTurn(status(503), status(404)))
    expect((await failure(NotFoundError, hub.groups.removeUsers('g', ['ada']))).attempts).toBe(2)
  })
})

describe('a 429', () => {
  test('with Retry-After: 0 is repeated, even for a start', async () => {
    const { hub, sent } = fakeHub(inTurn(status(429, { 'retry-after': '0' }), fine))
    expect(await hub.servers.start('ada')).toEqual({ status: 200, pending: false })
    expect(sent).toHaveLength(2)
  })

  test.each([
    ['without Retry-After', {}],
    ['that asks for more than a minute', { 'retry-after': '61' }],
    ['that asks for nonsense', { 'retry-after': '-5' }],
  ])('%s is reported at once', async (_, headers: Record<string, string>) => {
    const { hub, sent } = fakeHub(status(429, headers))
    await failure(RateLimitedError, hub.servers.start('ada'))
    expect(sent).toHaveLength(1)
  })

  test('that asks for longer than totalTimeout leaves is reported at once', async () => {
    const { hub, sent } = fakeHub(status(429, { 'retry-after': '30' }))
    const error = await failure(
      RateLimitedError,
      hub.servers.start('ada', {}, { totalTimeout: 5000 }),
    )
    expect(error.retryAfterMs).toBe(30_000)
    expect(sent).toHaveLength(1)
  })
})

describe('retries', () => {
  test('of 0 means one attempt, whatever happens', async () => {
    for (const answer of [status(503), lost, refused, status(429, { 'retry-after': '0' })]) {
      const { hub, sent } = fakeHub(answer, { retries: 0 })
      await failure(HubError, hub.users.get('ada'))
      expect(sent).toHaveLength(1)
    }
  })

  test('of a call count for more than those of the hub', async () => {
    const { hub, sent } = fakeHub(status(503), { retries: 0 })
    const error = await failure(HubServerError, hub.users.get('ada', { retries: 4 }))
    expect([error.attempts, sent.length]).toEqual([5, 5])
  })

  test('wait a random part of a back-off that doubles', async () => {
    vi.useFakeTimers()
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    const { hub, sent } = fakeHub(status(503), { retries: 3 })
    const done = reasonOf(hub.users.get('ada'))
    const counts: number[] = []
    for (const ms of [249, 1, 499, 1, 999, 1]) {
      await vi.advanceTimersByTimeAsync(ms)
      counts.push(sent.length)
    }
    expect(HubServerError.isInstance(await done)).toBe(true)
    vi.useRealTimers()
    expect(counts).toEqual([1, 2, 2, 3, 3, 4])
  })

  test('do not follow bad input', async () => {
    let asked = 0
    const { hub } = fakeHub(fine, {
      token: () => {
        asked += 1
        return ''
      },
    })
    await failure(HubConfigError, hub.whoami())
    expect(asked).toBe(1)
  })
})
