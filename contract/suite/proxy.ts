import { ForbiddenError, HubConfigError, HubServerError } from 'jupyterhub-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { freshOwner, startReady } from '../src/server-fixtures.ts'
import { theTarget } from '../src/target.ts'

const target = theTarget()
const { hub } = target
const pagination = { accept: 'application/jupyterhub-pagination+json' }

describe('the proxy’s table', () => {
  test('has a row for the hub, and one for each server that is up', async () => {
    const user = await freshOwner('routes')
    await startReady(user, 'lab')
    const routes = await hub.proxy.routes().toArray()
    expect(routes).toContainEqual({
      routespec: target.basePath,
      target: expect.stringMatching(/^http/),
      data: { hub: true, last_activity: expect.stringMatching(/\.\d{3}Z$/) },
    })
    expect(routes).toContainEqual({
      routespec: `${target.basePath}user/${user}/lab/`,
      target: expect.stringMatching(/^http/),
      data: { user, server_name: 'lab', last_activity: expect.any(String) },
    })
  })

  test('is an object by path on the wire, in pages too; hub 1.5 has none', async () => {
    const bare = await target.raw({ path: '/proxy' })
    expect(bare.json).toMatchObject({ [target.basePath]: { routespec: target.basePath } })
    const { json } = await target.raw({ path: '/proxy', headers: pagination })
    if (target.atLeast('2.0')) {
      expect(json).toMatchObject({
        items: { [target.basePath]: { routespec: target.basePath } },
        _pagination: { offset: 0, next: null },
      })
    } else expect(json).toMatchObject({ [target.basePath]: { routespec: target.basePath } })
  })

  test('is walked in pages of any size; hubs 2.0 to 2.3 fail with 500 where it does not fit on one', async () => {
    const user = await freshOwner('pages')
    await startReady(user)
    await startReady(user, 'lab')
    const own = `${target.basePath}user/${user}/`
    const walk = hub.proxy.routes({ limit: 1 }).toArray()
    if (target.atLeast('2.0') && !target.atLeast('3.0')) {
      expect((await caught(walk, HubServerError)).status).toBe(500)
      return
    }
    const paths = (await walk).map(({ routespec }) => routespec)
    expect(paths).toEqual(expect.arrayContaining([target.basePath, own, `${own}lab/`]))
    expect(new Set(paths).size).toBe(paths.length)
  })

  test('is compared with the servers, and mended, when that is asked for', async () => {
    expect(await hub.proxy.sync()).toBeUndefined()
    const answer = await target.raw({ method: 'POST', path: '/proxy' })
    expect(answer).toMatchObject({ status: 200, text: '' })
  })
})

describe('telling the hub of a proxy', () => {
  test('is answered with nothing, and the hub works on with it', async () => {
    expect(await hub.proxy.configure(target.proxy)).toBeUndefined()
    expect(await hub.proxy.configure({ api_url: target.proxy.api_url })).toBeUndefined()
    expect(await hub.proxy.configure({ auth_token: target.proxy.auth_token })).toBeUndefined()
    expect((await hub.proxy.routes().toArray()).length).toBeGreaterThan(0)
  })

  test('with a token that the proxy does not know fails with 500, and it stays so until a right one', async () => {
    onTestFinished(() => hub.proxy.configure(target.proxy))
    const auth_token = target.secret('not the token of the proxy')
    const error = await caught(hub.proxy.configure({ auth_token }), HubServerError)
    expect(error.status).toBe(500)
    await caught(hub.proxy.routes().toArray(), HubServerError)
    await hub.proxy.configure(target.proxy)
    expect((await hub.proxy.routes().toArray()).length).toBeGreaterThan(0)
  })

  test('needs something to tell, as an object: 400', async () => {
    await caught(hub.proxy.configure({}), HubConfigError)
    for (const body of [undefined, [1], '{']) {
      expect(await target.raw({ method: 'PATCH', path: '/proxy', body })).toMatchObject({
        status: 400,
        json: { message: body === undefined ? 'need JSON body' : 'Request body must be JSON dict' },
      })
    }
  })
})

test('everything about the proxy needs the scope for it', async () => {
  const { proxy } = target.as('lister')
  const calls = [
    () => proxy.routes().toArray(),
    () => proxy.sync(),
    () => proxy.configure(target.proxy),
  ]
  for (const call of calls) {
    const error = await caught(call(), ForbiddenError)
    expect(error.requiredScopes).toEqual(target.atLeast('2.0') ? ['proxy'] : [])
  }
})
