import { BadRequestError, ForbiddenError, NotFoundError } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { freshToken, freshUser } from '../src/fixtures.ts'
import { theTarget } from '../src/target.ts'

const target = theTarget()
const { hub, atLeast } = target

const day = 24 * 60 * 60 * 1000
const ago = (ms: number): string => new Date(Date.now() - ms).toISOString()
const activityOf = async (name: string): Promise<number> =>
  Date.parse((await hub.users.get(name)).last_activity ?? '')

describe('recording activity', () => {
  test('answers with nothing, and shows in the user', async () => {
    const name = await freshUser('active')
    const moment = ago(2 * day)
    const body = { last_activity: moment }
    const answer = await target.raw({ method: 'POST', path: `/users/${name}/activity`, body })
    expect([answer.status, answer.text]).toEqual([200, ''])
    expect(await activityOf(name)).toBe(Date.parse(moment))
  })

  test('only moves forward', async () => {
    const name = await freshUser('active')
    const [old, recent] = [ago(3 * day), ago(day)]
    await hub.users.recordActivity(name, { last_activity: recent })
    await hub.users.recordActivity(name, { last_activity: old })
    expect(await activityOf(name)).toBe(Date.parse(recent))
  })

  test('takes a moment without an offset for UTC, and reckons with one', async () => {
    const name = await freshUser('active')
    await hub.users.recordActivity(name, { last_activity: '2024-05-01T12:00:00' })
    expect(await activityOf(name)).toBe(Date.parse('2024-05-01T12:00:00Z'))
    await hub.users.recordActivity(name, { last_activity: '2024-05-01T12:00:00-02:00' })
    expect(await activityOf(name)).toBe(Date.parse('2024-05-01T14:00:00Z'))
  })

  test('writes a moment of whole seconds without a fraction', async () => {
    const name = await freshUser('active')
    await hub.users.recordActivity(name, { last_activity: '2024-05-01T12:00:00Z' })
    expect((await hub.users.get(name)).last_activity).toBe('2024-05-01T12:00:00Z')
  })

  test('more than an hour ahead: 400', async () => {
    const call = hub.users.recordActivity('ada', { last_activity: ago(-2 * day) })
    const { message } = await caught(call, BadRequestError)
    expect(message).toMatch(/^Rejecting activity from more than an hour in the future/)
  })

  test('half an hour ahead is fine', async () => {
    const name = await freshUser('active')
    const moment = ago(-30 * 60 * 1000)
    await hub.users.recordActivity(name, { last_activity: moment })
    expect(await activityOf(name)).toBe(Date.parse(moment))
  })

  test('at a moment that is none: 400', async () => {
    const call = hub.users.recordActivity('ada', { last_activity: 'nonsense' })
    const { message } = await caught(call, BadRequestError)
    expect(message).toBe("Not a valid timestamp: 'nonsense'")
  })

  test('of nothing: 400', async () => {
    const call = { method: 'POST', path: '/users/ada/activity', body: {} }
    expect((await target.raw(call)).json).toEqual({
      status: 400,
      message: 'body must contain at least one of `last_activity` or `servers`',
    })
  })

  test('of a server that does not exist: 400, and nothing is recorded', async () => {
    const name = await freshUser('active')
    const moment = ago(day)
    await hub.users.recordActivity(name, { last_activity: ago(2 * day) })
    const before = await activityOf(name)
    const call = hub.users.recordActivity(name, {
      last_activity: moment,
      servers: { lab: { last_activity: moment } },
    })
    const { message } = await caught(call, BadRequestError)
    expect(message).toBe(`No such server 'lab' for user ${name}`)
    expect(await activityOf(name)).toBe(before)
  })

  test('of a user who does not exist: 404', async () => {
    const call = hub.users.recordActivity('no-one', { last_activity: ago(day) })
    const { body } = await caught(call, NotFoundError)
    const message = atLeast('2.0') ? "No such user: 'no-one'" : 'Not Found'
    expect(body).toEqual({ status: 404, message })
  })

  test('of oneself is allowed', async () => {
    const name = await freshUser('active')
    const { token } = await freshToken(name)
    const moment = ago(-60 * 1000)
    await target.withToken(token).users.recordActivity(name, { last_activity: moment })
    expect(await activityOf(name)).toBe(Date.parse(moment))
  })

  test('without users:activity: 403', async () => {
    const call = target.as('lister').users.recordActivity('ada', { last_activity: ago(day) })
    const { requiredScopes } = await caught(call, ForbiddenError)
    expect(requiredScopes).toEqual(atLeast('2.0') ? ['users:activity'] : [])
  })
})

describe('asking for access to the servers of a user', () => {
  test.each(['ada', 'no-one'])('%s: 403, as hubs have it switched off', async (name) => {
    const { message } = await caught(hub.users.requestAdminAccess(name), ForbiddenError)
    expect(message).toBe('admin access to user servers disabled')
  })
})
