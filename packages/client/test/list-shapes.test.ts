import { describe, expect, test } from 'vitest'
import { HubProtocolError } from '../src/index.ts'
import { failure } from './support/failure.ts'
import { fakeHub, json } from './support/fake-hub.ts'

const pageAccept = 'application/jupyterhub-pagination+json'

describe('a list that comes in a shape of its own', () => {
  test('services come as an object, in one answer', async () => {
    const { hub, sent } = fakeHub(() => json({ a: { name: 'a' }, b: { name: 'b' } }))
    expect(await hub.services.list().toArray()).toEqual([{ name: 'a' }, { name: 'b' }])
    expect(await hub.services.list().first()).toEqual({ name: 'a' })
    expect(sent[0]?.url).toBe('https://hub.example.org/hub/api/services')
    expect(sent[0]?.headers.get('accept')).toBe('application/json')
  })

  test('routes come as an object, page by page', async () => {
    const { hub, sent } = fakeHub((_, number) =>
      json({
        items: { [`/user/u${number}/`]: { routespec: `/user/u${number}/`, target: 'x', data: {} } },
        _pagination: {
          offset: number - 1,
          limit: 1,
          total: 2,
          next: number === 1 ? { offset: 1, limit: 1 } : null,
        },
      }),
    )
    const specs = (await hub.proxy.routes().toArray()).map(({ routespec }) => routespec)
    expect(specs).toEqual(['/user/u1/', '/user/u2/'])
    expect(sent[0]?.headers.get('accept')).toBe(pageAccept)
  })

  test('routes of a hub without pages come bare', async () => {
    const routes = { '/': { routespec: '/', target: 'x', data: { hub: true } } }
    const { hub } = fakeHub(() => json(routes))
    expect(await hub.proxy.routes().toArray()).toEqual(Object.values(routes))
  })

  test('tokens come wrapped; those of OAuth stand apart on hub 1.x', async () => {
    const { hub } = fakeHub((_, number) =>
      number === 1
        ? json({ api_tokens: [{ id: 'a1' }] })
        : json({ api_tokens: [{ id: 'a1' }], oauth_tokens: [{ id: 'o1' }] }),
    )
    expect(await hub.tokens.list('ada').toArray()).toEqual([{ id: 'a1' }])
    expect(await hub.tokens.list('ada').toArray()).toEqual([{ id: 'a1' }, { id: 'o1' }])
  })

  test('servers come inside their user, stopped ones too', async () => {
    const servers = { '': { name: '' }, lab: { name: 'lab' } }
    const { hub, sent } = fakeHub(() => json({ name: 'ada', servers }))
    expect(await hub.servers.list('ada').toArray()).toEqual([{ name: '' }, { name: 'lab' }])
    expect(sent[0]?.query.get('include_stopped_servers')).toMatch(/^(1|true)$/)
  })

  test('servers that the token may not see are no empty list', async () => {
    for (const user of [{ name: 'ada' }, { name: 'ada', servers: null }]) {
      const { hub } = fakeHub(() => json(user))
      const error = await failure(HubProtocolError, hub.servers.list('ada').toArray())
      expect(error.message).toMatch(/read:servers/)
    }
  })

  test('shares are told apart by server and by whom they are with', async () => {
    const own = { name: '', user: { name: 'ada' } }
    const lab = { name: 'lab', user: { name: 'ada' } }
    const shares = [
      { server: own, user: { name: 'bob' }, group: null },
      { server: own, user: null, group: { name: 'bob' } },
      { server: lab, user: { name: 'bob' }, group: null },
    ]
    const { hub } = fakeHub(() =>
      json({ items: shares, _pagination: { offset: 0, limit: 200, total: 3, next: null } }),
    )
    expect(await hub.shares.ofOwner('ada').toArray()).toEqual(shares)
    expect(await hub.shares.withUser('bob').toArray()).toEqual(shares)
  })

  test('share codes are told apart by id', async () => {
    const codes = [{ id: 'sc_1' }, { id: 'sc_2' }]
    const { hub, sent } = fakeHub(() => json(codes))
    expect(await hub.shareCodes.list('ada').toArray()).toEqual(codes)
    expect(await hub.shareCodes.list('ada', '').toArray()).toEqual(codes)
    expect(sent.map(({ path }) => path)).toEqual(['/share-codes/ada', '/share-codes/ada/'])
  })
})
