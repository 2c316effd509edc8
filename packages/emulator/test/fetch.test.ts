import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { createHub } from '../src/index.ts'

const users = [{ name: 'admin', admin: true, token: 'secret' }]
const headers = { authorization: 'token secret' }

describe('the fetch of a hub', () => {
  test('answers for the hub alone', async () => {
    const hub = createHub({ users })
    for (const url of ['https://hub.example/hub/api', 'http://evil.example/hub/api']) {
      const error = await hub.fetch(url).catch((found: unknown) => found)
      expect(error).toBeInstanceOf(TypeError)
      expect((error as TypeError).cause).toMatchObject({
        message: `the emulated hub is at http://hub.example/: nothing answers at ${new URL(url).origin}`,
        code: 'ENOTFOUND',
      })
    }
    expect(hub.requests).toEqual([])
    await using listener = await hub.listen()
    expect((await hub.fetch(`${listener.url}hub/api`)).status).toBe(200)
    // Whoever was given its URL before still has it.
    expect((await hub.fetch('http://hub.example/hub/api')).status).toBe(200)
    expect((await hub.fetch(new Request(`${listener.url}hub/api`))).status).toBe(200)
  })

  test('gives answers the URL and the words of their status, and copies of them, too', async () => {
    const hub = createHub({ users })
    const response = await hub.fetch('hub/api/users?limit=1', { headers })
    const copy = response.clone()
    for (const one of [response, copy, copy.clone()]) {
      expect([one.url, one.status, one.statusText]).toEqual([
        'http://hub.example/hub/api/users?limit=1',
        200,
        'OK',
      ])
    }
    expect(await copy.json()).toEqual(await response.json())
    const made = await hub.fetch('hub/api/users/ada', { method: 'POST', headers })
    expect(made.statusText).toBe('Created')
    expect((await hub.fetch('hub/api/nothing')).statusText).toBe('Not Found')
  })

  test('leaves nothing on a signal that many requests share', async () => {
    const hub = createHub({ users })
    hub.spawner.script('admin', [{ progress: 1 }, { wait: 1 }, { wait: 1 }])
    const { signal } = new AbortController()
    const ask = (method: string, path: string) => hub.fetch(path, { method, headers, signal })
    await ask('POST', 'hub/api/users/admin/server')
    await (await ask('GET', 'hub/api/users/admin/server/progress')).text()
    hub.faults.add({ trouble: { drip: 4, every: 0 } })
    await (await ask('GET', 'hub/api/users')).text()
    await ask('DELETE', 'hub/api/users/nobody')
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test('rejects with the reason of a signal that came first', async () => {
    const hub = createHub({ users })
    const reason = new Error('enough')
    const asked = hub.fetch('hub/api', { signal: AbortSignal.abort(reason) })
    await expect(asked).rejects.toBe(reason)
  })
})

test('a hub listens in one place at a time', async () => {
  const hub = createHub()
  const first = await hub.listen()
  await expect(hub.listen()).rejects.toThrow(
    `this hub listens at ${first.url} already: close that first`,
  )
  await first.close()
  await using second = await hub.listen()
  await first.close()
  await expect(hub.listen()).rejects.toThrow(`this hub listens at ${second.url} already`)
})

test.each([204, 205, 304])(
  'a fault with the status %i is an answer without a body',
  async (status) => {
    const hub = createHub()
    hub.faults.add({ trouble: { status, body: { a: 1 } }, times: 2 })
    const response = await hub.fetch('hub/api')
    expect([response.status, response.body]).toEqual([status, null])
    expect((await hub.fetch('hub/api', { method: 'HEAD' })).status).toBe(status)
  },
)

test('numbers that repeat give no two the same token, or code', async () => {
  const hub = createHub({ users: [...users, 'ada'], random: () => 0.5 })
  const make = async (path: string, field: string): Promise<unknown> => {
    const init = { method: 'POST', headers, body: '{}' }
    const made = (await (await hub.fetch(`hub/api/${path}`, init)).json()) as object
    return Object.entries(made).find(([name]) => name === field)?.[1]
  }
  const tokens = [
    await make('users/ada/tokens', 'token'),
    await make('users/admin/tokens', 'token'),
    await make('users/ada/tokens', 'token'),
  ]
  const codes = [await make('share-codes/ada/', 'code'), await make('share-codes/ada/', 'code')]
  expect(new Set(tokens).size).toBe(3)
  expect(new Set(codes).size).toBe(2)
  const owners = tokens.map((token) => hub.state.tokens.find(String(token))?.owner.name)
  expect(owners).toEqual(['ada', 'admin', 'ada'])
})
