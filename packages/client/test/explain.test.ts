import { array, assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { namesIn } from '../src/access/operation-target.ts'
import {
  ConflictError,
  ForbiddenError,
  HubConfigError,
  HubConnectionError,
  NotFoundError,
  operations,
} from '../src/index.ts'
import type { Identity, OperationId } from '../src/index.ts'
import { fillPath } from '../src/transport/path.ts'
import { failure } from './support/failure.ts'
import { canary, fakeHub, hubError, json } from './support/fake-hub.ts'
import type { Answerer } from './support/fake-hub.ts'

const headers = { 'x-jupyterhub-version': '6.0.1' }
const lacking = 'Action is not authorized with current scopes; requires any of [delete:users]'

const request = {
  method: 'POST',
  path: '/users/ada',
  url: 'https://hub.example.org/hub/api/users/ada',
  attempts: 1,
}

/** A hub that refuses everything, and knows who asks. */
const refusing =
  (message: string | null, identity: Partial<Identity>, status = 403): Answerer =>
  ({ url }) =>
    url.endsWith('/hub/api/user')
      ? json({ kind: 'user', name: 'bob', admin: false, scopes: [], ...identity }, { headers })
      : hubError(status, message, headers)

describe('hub.explain', () => {
  test('asks one request, with the token and nothing else that is secret', async () => {
    const { hub, sent } = fakeHub(refusing(lacking, {}))
    const error = await failure(ForbiddenError, hub.users.delete('ada'))
    const explanation = await hub.explain(error)
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual([
      '/hub/api/users/ada',
      '/hub/api/user',
    ])
    expect(JSON.stringify(explanation)).not.toContain(canary)
    expect(explanation).toMatchObject({
      cause: 'missing_scope',
      operation: 'DELETE /users/{user}',
      target: { user: 'ada' },
      identity: { kind: 'user', name: 'bob', admin: false },
      needs: ['delete:users'],
      holds: [],
      missing: ['delete:users!user=ada'],
      remedy: { token: { user: 'bob', scopes: ['delete:users!user=ada'] } },
    })
  })

  test('is for refusals of its own hub, whose token it asks with', async () => {
    const { hub, sent } = fakeHub(refusing(lacking, {}))
    const { hub: other } = fakeHub(refusing(lacking, {}), { url: 'https://hub.example.org.evil' })
    const error = await failure(ForbiddenError, other.users.delete('ada'))
    const { message } = await failure(HubConfigError, hub.explain(error))
    expect(message).toBe(
      'https://hub.example.org.evil/hub/api/users/ada is of another hub than ' +
        'https://hub.example.org/hub/api: ask the hub that made the call',
    )
    expect(sent).toEqual([])
    expect((await other.with({ retries: 0 }).explain(error)).cause).toBe('missing_scope')
  })

  test.each<[string, () => unknown]>([
    ['nothing', () => undefined],
    ['an error of something else', () => new Error('no')],
  ])('is for refusals, not for %s', async (_, make) => {
    const { hub, sent } = fakeHub(refusing(null, {}))
    const { message } = await failure(HubConfigError, hub.explain(make()))
    expect(message).toContain('HubResponseError')
    expect(sent).toEqual([])
  })

  test('repeats what the hub said of anything else, and asks nothing', async () => {
    const { hub, sent } = fakeHub(refusing(null, {}))
    const error = new ConflictError('user ada exists', {
      ...request,
      status: 409,
      body: { message: 'user ada exists' },
    })
    const { cause, text } = await hub.explain(error)
    expect([cause, text]).toEqual(['other', expect.stringContaining('user ada exists')])
    expect(sent).toEqual([])
  })

  test('knows names that stand for no filter', async () => {
    const { hub } = fakeHub(refusing(lacking, {}))
    const error = await failure(ForbiddenError, hub.tokens.revoke('ada', 'a13'))
    expect(await hub.explain(error)).toMatchObject({
      cause: 'missing_scope',
      target: { user: 'ada', id: 'a13' },
      missing: ['tokens!user=ada'],
    })
  })

  test('sends who asks the wrong hub to the right one', async () => {
    const { hub } = fakeHub(refusing(lacking, { scopes: ['delete:users'] }))
    const error = await failure(ForbiddenError, hub.users.delete('ada'))
    expect((await hub.explain(error)).text).toContain('ask the hub object that made the call')
  })

  test('names a token that keeps what it could', async () => {
    const { hub } = fakeHub(
      refusing(lacking, { scopes: ['start:servers!server=bob/', 'read:users:name!user=bob'] }),
    )
    const error = await failure(ForbiddenError, hub.users.delete('ada'))
    expect((await hub.explain(error)).remedy?.token).toEqual({
      user: 'bob',
      scopes: ['start:servers!server=bob/', 'delete:users!user=ada'],
    })
  })

  test('says so when it cannot ask', async () => {
    const { hub } = fakeHub(
      ({ url }) => {
        if (url.endsWith('/user')) throw new TypeError('fetch failed')
        return hubError(403, lacking, headers)
      },
      { retries: 0 },
    )
    const error = await failure(ForbiddenError, hub.users.delete('ada'))
    const { path } = await failure(HubConnectionError, hub.explain(error))
    expect(path).toBe('/user')
  })

  test('takes names of any kind into what it writes for Python and JavaScript', async () => {
    const name = 'a"b\\c\nd’漢'
    const { hub } = fakeHub(refusing(lacking, { name: 'o"wner' }))
    const error = await failure(ForbiddenError, hub.users.delete(name))
    const { remedy, target } = await hub.explain(error)
    expect(target).toEqual({ user: name })
    expect(remedy?.config).toContain(JSON.stringify(`delete:users!user=${name}`))
    expect(remedy?.config).toContain('"users": ["o\\"wner"]')
    expect(remedy?.config).toMatch(/"name": "allow-o-wner-delete-users-[a-z0-9]+"/)
  })

  test('tells what a request of one’s own lacks only as far as the hub says', async () => {
    const { hub } = fakeHub(refusing(null, {}))
    const error = await failure(ForbiddenError, hub.request({ path: '/custom' }))
    expect(error.operation).toBe(undefined)
    expect(await hub.explain(error)).toMatchObject({ cause: 'other', needs: [], missing: [] })
  })

  test('finds that a scope reaches the group only, whose members the hub knows', async () => {
    const masked = 'No access to resources or resources not found'
    const { hub } = fakeHub(refusing(masked, { scopes: ['delete:users!group=staff'] }, 404))
    const error = await failure(NotFoundError, hub.users.delete('ada'))
    expect(await hub.explain(error)).toMatchObject({
      cause: 'hidden_target',
      holds: ['delete:users!group=staff'],
    })
  })
})

describe('the names in a path', () => {
  const ids = Object.keys(operations) as OperationId[]
  const name = string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/^\.{1,2}$/.test(text))

  test('are found again', () => {
    assert(
      property(constantFrom(...ids), array(name, { minLength: 4, maxLength: 4 }), (id, names) => {
        const keys = [...id.matchAll(/\{(\w+)\}/g)].map(([, key]) => key ?? '')
        const path = fillPath(id.slice(id.indexOf(' ') + 1), names)
        const expected = Object.fromEntries(keys.map((key, index) => [key, names[index]]))
        expect(namesIn(id, `${path}?limit=1`)).toEqual(expected)
      }),
    )
  })
})
