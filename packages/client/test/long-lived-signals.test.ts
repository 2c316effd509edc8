import { getEventListeners } from 'node:events'
import { describe, expect, test, vi } from 'vitest'
import { reasonOf } from './support/failure.ts'
import { fakeHub, hang, hubError, json } from './support/fake-hub.ts'

const opened = { 'content-type': 'text/event-stream' }

describe('a signal that lives long', () => {
  test('holds no listener after 1,000 calls, however they ended', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const { signal } = new AbortController()
    const late = { signal, timeout: 1, retries: 0 }
    const { hub } = fakeHub((request) => {
      if (request.path === '/users') return json([])
      return request.method === 'DELETE' ? hubError(503) : hang(request)
    })
    const outcomes = new Set<string>()
    for (let round = 0; round < 200; round += 1) {
      const settled = await Promise.allSettled([
        hub.users.list({ signal }).toArray(),
        hub.users.list({ signal }).first(),
        hub.users.delete('ada', { signal }),
        hub.users.get('ada', late),
        hub.servers.progress('ada', '', late)[Symbol.asyncIterator]().next(),
      ])
      outcomes.add(settled.map(({ status }) => status).join(' '))
    }
    vi.restoreAllMocks()
    expect([...outcomes]).toEqual(['fulfilled fulfilled rejected rejected rejected'])
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  test('holds no listener after a list or a stream that was left early', async () => {
    const { signal } = new AbortController()
    const page = {
      items: [{ name: 'ada' }],
      _pagination: { offset: 0, limit: 1, total: 2, next: { offset: 1, limit: 1 } },
    }
    const { hub } = fakeHub((request) =>
      request.query.get('offset') === '0' ? json(page) : hang(request),
    )
    for await (const _ of hub.users.list({ signal })) break
    const { hub: streaming } = fakeHub(
      () => new Response('data: {"progress": 1}\n\ndata: {"progress": 2}\n\n', { headers: opened }),
    )
    for await (const _ of streaming.servers.progress('ada', '', { signal })) break
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  test('warns of no leak under 100 calls at once', async () => {
    const warnings: Error[] = []
    const note = (warning: Error): void => void warnings.push(warning)
    process.on('warning', note)
    const controller = new AbortController()
    const { hub } = fakeHub(hang)
    const { signal } = controller
    const done = Promise.allSettled(Array.from({ length: 100 }, () => hub.whoami({ signal })))
    await new Promise(setImmediate)
    controller.abort()
    await done
    process.off('warning', note)
    expect(warnings).toEqual([])
  })

  test('still ends the calls that go on when others have ended', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const page = { headers: { 'content-type': 'text/html' } }
    const { hub, sent } = fakeHub((request) => {
      if (request.path.endsWith('/page')) return new Response('<p>', page)
      return request.path.endsWith('/slow') ? hang(request) : json({})
    })
    const slow: Promise<unknown>[] = []
    for (let round = 0; round < 20; round += 1) {
      slow.push(reasonOf(hub.users.get('slow', { signal })))
      const ended = [hub.users.get('page', { signal }), hub.users.get('ada', { signal })]
      await Promise.allSettled(ended)
    }
    expect(sent).toHaveLength(60)
    controller.abort('enough')
    expect(new Set(await Promise.all(slow))).toEqual(new Set(['enough']))
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })
})
