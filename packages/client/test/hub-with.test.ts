import { describe, expect, test } from 'vitest'
import { HubServerError, JupyterHub } from '../src/index.ts'
import { failure } from './support/failure.ts'
import { canary, fakeHub, hubError, json } from './support/fake-hub.ts'

describe('hub.with', () => {
  const headers = { 'X-Course': '101', 'x-team': 'blue' }

  test('adds headers to those of the hub, and those of a call to both', async () => {
    const { hub, sent } = fakeHub(() => json({}), { headers })
    await hub.with({ headers: { 'x-term': 'fall' } }).whoami({ headers: { 'x-call': '1' } })
    await hub.whoami()
    const pick = (index: number) =>
      ['x-course', 'x-team', 'x-term', 'x-call'].map((name) => sent[index]?.headers.get(name))
    expect(pick(0)).toEqual(['101', 'blue', 'fall', '1'])
    expect(pick(1)).toEqual(['101', 'blue', null, null])
  })

  test('lets the last value win, however the name is spelt', async () => {
    const { hub, sent } = fakeHub(() => json({}), { headers: { 'X-Team': 'red' } })
    const blue = hub.with({ headers: { 'x-team': 'blue' } })
    await blue.whoami()
    await blue.with({ headers: { 'X-Team': 'green' } }).whoami()
    await blue.whoami({ headers: { 'X-TEAM': 'black' } })
    expect(sent.map((request) => request.headers.get('x-team'))).toEqual(['blue', 'green', 'black'])
  })

  test('takes headers out that are null, and passes over those that are undefined', async () => {
    const { hub, sent } = fakeHub(() => json({}), { headers })
    const lean = hub.with({
      headers: { 'x-course': null, 'X-TEAM': undefined, 'user-agent': null },
    })
    await lean.whoami()
    await lean.whoami({ headers: { 'x-team': null } })
    expect(sent[0]?.headers.get('x-course')).toBeNull()
    expect(sent[0]?.headers.get('user-agent')).toBeNull()
    expect(sent[0]?.headers.get('x-team')).toBe('blue')
    expect(sent[1]?.headers.get('x-team')).toBeNull()
  })

  test('keeps the hub, its token and its options but for those that are given', async () => {
    const { hub, sent } = fakeHub(() => hubError(503), { retries: 0, userAgent: 'tool/1' })
    const other = hub.with({ token: 'other-token' })
    expect(other).toBeInstanceOf(JupyterHub)
    expect(other.apiUrl).toBe(hub.apiUrl)
    await failure(HubServerError, other.whoami())
    await failure(HubServerError, hub.whoami())
    expect(sent.map((request) => request.headers.get('authorization'))).toEqual([
      'token other-token',
      `token ${canary}`,
    ])
    expect(sent[0]?.headers.get('user-agent')).toBe('tool/1')
  })
})
