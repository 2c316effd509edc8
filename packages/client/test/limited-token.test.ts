import { describe, expect, test } from 'vitest'
import { HubError, UnsupportedError } from '../src/index.ts'
import type { NewToken } from '../src/index.ts'
import { failure, reasonOf } from './support/failure.ts'
import { fakeHub, hubError, json } from './support/fake-hub.ts'
import type { Answerer, Sent } from './support/fake-hub.ts'

const version = (release: string) => ({ headers: { 'x-jupyterhub-version': release } })

/** A hub that gives tokens with these scopes, and answers their revocation. */
function tokenHub(scopes: readonly string[] | undefined, revoke: Answerer, release = '5.5.1') {
  return fakeHub(
    (request, number) => {
      if (request.method === 'DELETE') return revoke(request, number)
      if (request.method === 'GET') return json({ version: release, name: 'ada' }, version(release))
      const token = { id: 'a1', token: 'secret-of-the-token', user: 'ada', scopes }
      return json(token, { status: 201, ...version(release) })
    },
    { retries: 0 },
  )
}

const gone: Answerer = () => new Response(null, { status: 204, ...version('5.5.1') })

const methods = (sent: readonly Sent[]): string[] => sent.map(({ method }) => method)

const own = ['read:users:name!user=ada', 'read:users:groups!user=ada']

describe('a token that may do more than was asked for', () => {
  const ask = ['GET /users/{user}'] as const

  test.each([
    ['names what', [...own, 'servers!user=ada'], 'servers!user=ada'],
    ['names whom', ['read:users:name'], 'read:users:name'],
    ['says nothing', undefined, 'it does not say what'],
  ])('is revoked where the hub %s', async (_, scopes, excess) => {
    const { hub, sent } = tokenHub(scopes, gone)
    const error = await failure(HubError, hub.tokens.createFor('ada', ask))
    expect(error.code).toBe('excessive_token')
    expect(error.message).toBe(
      `the hub gave more than was asked for (${excess}): the token was revoked`,
    )
    expect(sent.at(-1)).toMatchObject({ method: 'DELETE', path: '/users/ada/tokens/a1' })
  })

  test('is told of where it could not be revoked', async () => {
    const { hub } = tokenHub(['servers'], () => hubError(503))
    const error = await failure(HubError, hub.tokens.createFor('ada', ask))
    expect(error.code).toBe('excessive_token')
    expect(error.message).toMatch(
      / \(servers\): the token a1 could not be revoked, and still works$/,
    )
    expect(error.cause).toMatchObject({ status: 503, code: 'hub_server' })
  })

  test('is no such where its owner’s scopes, or the hub’s own, cut what was asked for', async () => {
    for (const given of [own, [...own, 'custom:thing', 'of:a:newer:hub'], []]) {
      const { hub, sent } = tokenHub(given, gone)
      expect((await hub.tokens.createFor('ada', ask)).scopes).toEqual(given)
      expect(methods(sent)).toEqual(['GET', 'POST'])
    }
  })
})

describe('a token for what the hub lacks', () => {
  test('is not asked for', async () => {
    const { hub, sent } = tokenHub(own, gone, '4.1.6')
    const ids = ['GET /users/{user}', 'POST /shares/{owner}/{server}'] as const
    const error = await failure(UnsupportedError, hub.tokens.createFor('ada', ids))
    expect(error.message).toBe('sharing needs JupyterHub 5.0 or newer; this hub is 4.1.6')
    expect(error).not.toHaveProperty('cause')
    expect(methods(sent)).toEqual(['GET'])
  })

  test('is told from operations that can be read but once', async () => {
    const { hub, sent } = tokenHub(own, gone)
    const once = ['GET /users/{user}' as const].values()
    await hub.tokens.createFor('ada', once)
    expect(JSON.parse(sent[1]?.body ?? '')).toEqual({ scopes: ['read:users:name!user=ada'] })
  })
})

describe('work with a token for a while', () => {
  const request = { user: 'ada', operations: ['GET /users/{user}'] } as const

  test('is not undone where the token could not be revoked: it expires', async () => {
    const { hub, sent } = tokenHub(own, () => hubError(503))
    expect(await hub.withShortLivedToken(request, () => 'done')).toBe('done')
    expect(methods(sent)).toEqual(['GET', 'POST', 'DELETE'])
  })

  test('fails with its own error, whatever becomes of the token', async () => {
    const { hub, sent } = tokenHub(own, () => hubError(503))
    const reason = new Error('the work failed')
    expect(await reasonOf(hub.withShortLivedToken(request, () => Promise.reject(reason)))).toBe(
      reason,
    )
    expect(methods(sent)).toEqual(['GET', 'POST', 'DELETE'])
  })

  test('is no failure where the token is gone already', async () => {
    const { hub } = tokenHub(own, () => hubError(404))
    expect(await hub.withShortLivedToken(request, () => 'done')).toBe('done')
  })

  test('is done with that token, which is revoked with the hub’s own', async () => {
    const { hub, sent } = tokenHub(own, gone)
    const seen: NewToken[] = []
    await hub.withShortLivedToken(request, async (limited, token) => {
      seen.push(token)
      await limited.whoami()
    })
    const tokens = sent.map(({ headers }) => headers.get('authorization'))
    expect(tokens[2]).toBe(`token ${seen[0]?.token}`)
    expect(tokens[3]).toBe(tokens[1])
    expect(JSON.parse(sent[1]?.body ?? '')).toMatchObject({ expires_in: 600 })
  })

  test('is revoked when the caller gives up, though the signal is aborted', async () => {
    const { hub, sent } = tokenHub(own, gone)
    const controller = new AbortController()
    const reason = new Error('enough')
    const work = () => {
      controller.abort(reason)
      throw reason
    }
    const { signal } = controller
    expect(await reasonOf(hub.withShortLivedToken(request, work, { signal }))).toBe(reason)
    expect(sent.at(-1)?.method).toBe('DELETE')
    expect(sent.at(-1)?.signal.aborted).toBe(false)
  })
})
