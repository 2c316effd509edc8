import { BadRequestError, RateLimitedError } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { freshOwner, secondHub, startReady, untilReady } from '../src/server-fixtures.ts'
import { theTarget } from '../src/target.ts'

const target = theTarget()

describe('a hub with limits', () => {
  const limited = secondHub({
    concurrent_spawn_limit: 1,
    active_server_limit: 2,
    named_server_limit_per_user: 1,
  })

  test('answers 429 to a start while too many others start, and says when to come again', async () => {
    const other = limited()
    const [first, second] = [await freshOwner('first', other), await freshOwner('second', other)]
    const options = { spawner: 'slow', seconds: 2 }
    expect(await other.hub.servers.start(first, { options })).toMatchObject({ status: 202 })
    const start = other.hub.servers.start(second, { name: 'lab' })
    const { status, retryAfterMs = 0, message } = await caught(start, RateLimitedError)
    // A repeat of the start that is under way counts for nothing.
    expect((await other.hub.servers.start(first)).status).toBe(202)
    expect(status).toBe(429)
    expect(message).toMatch(
      /^Too many users trying to log in right now\. Try again in \d+ seconds\.$/,
    )
    expect(retryAfterMs).toBeGreaterThanOrEqual(30_000)
    expect(retryAfterMs).toBeLessThanOrEqual(60_000)
    expect(retryAfterMs % 1000).toBe(0)
    // A named server that is refused has been made all the same.
    expect(await other.hub.servers.stop(second, 'lab')).toEqual({ status: 204, pending: false })
    await untilReady(first, '', other)
    await startReady(second, '', undefined, other)
  })

  test('answers 429 without such a time while too many are up', async () => {
    const other = limited()
    const user = await freshOwner('many', other)
    await startReady(user, '', undefined, other)
    await startReady(user, 'lab', undefined, other)
    const last = await freshOwner('last', other)
    const error = await caught(other.hub.servers.start(last), RateLimitedError)
    expect(error.message).toBe('Active user limit exceeded. Try again in a few minutes.')
    expect(error.retryAfterMs).toBeUndefined()
    await other.hub.servers.stop(user)
    await startReady(last, '', undefined, other)
  })

  test('answers 400 to one named server too many; the default one does not count', async () => {
    const other = limited()
    const user = await freshOwner('named', other)
    await startReady(user, 'one', undefined, other)
    const message =
      `User ${user} already has the maximum of 1 named servers.` +
      '  One must be deleted before a new server can be created'
    const start = other.hub.servers.start(user, { name: 'two' })
    expect((await caught(start, BadRequestError)).message).toBe(message)
    if (target.atLeast('6.0')) {
      const create = other.hub.servers.create(user, 'two')
      expect((await caught(create, BadRequestError)).message).toBe(message)
      const rename = other.hub.servers.update(user, '', { name: 'two' })
      expect((await caught(rename, BadRequestError)).message).toBe(message)
    }
    await startReady(user, '', undefined, other)
    await other.hub.servers.remove(user, 'one')
    await startReady(user, 'two', undefined, other)
  })
})
