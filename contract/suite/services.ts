import {
  ConflictError,
  ForbiddenError,
  HubConfigError,
  HubResponseError,
  HubServerError,
  NotFoundError,
} from 'jupyterhub-client'
import type { ServiceDefinition } from 'jupyterhub-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { forget } from '../src/fixtures.ts'
import { theTarget } from '../src/target.ts'
import { tooOld } from '../src/too-old.ts'

const target = theTarget()
const { hub } = target

async function freshService(prefix: string, definition: ServiceDefinition): Promise<string> {
  const name = target.uniqueName(prefix)
  await hub.services.create(name, definition)
  onTestFinished(() => forget(hub.services.delete(name)))
  return name
}

const newToken = (): string =>
  target.secret(`${target.uniqueName('token-of-a-service')}-${Date.now()}`)

describe('the services of a hub', () => {
  test('are one object by name on the wire, and a list here', async () => {
    const { json } = await target.raw({ path: '/services' })
    const services = await hub.services.list().toArray()
    expect(Object.fromEntries(services.map((service) => [service.name, service]))).toEqual(json)
    expect(services.map(({ name }) => name)).toEqual(
      expect.arrayContaining(Object.keys(target.tokens).filter((name) => !name.includes(':'))),
    )
    expect(await hub.services.list().first()).toEqual(services[0])
  })

  test('are each known by name', async () => {
    const web = await hub.services.get('web')
    expect(web).toEqual({
      name: 'web',
      admin: false,
      url: '',
      prefix: '',
      command: [],
      pid: 0,
      info: {},
      display: true,
      ...(target.atLeast('2.0') && { kind: 'service', roles: [] }),
    })
    expect(await hub.services.get('root')).toMatchObject({ admin: true })
  })

  test('that do not exist are 404; hubs 2 to 4 fail with 500 over them', async () => {
    const get = hub.services.get(target.uniqueName('no-service'))
    const fails = target.atLeast('2.0') && !target.atLeast('5.0')
    if (fails) await caught(get, HubServerError)
    else await caught(get, NotFoundError)
  })

  test('are hidden without a scope', async () => {
    const list = await caught(target.as('nobody').services.list().toArray(), ForbiddenError)
    expect(list.requiredScopes).toEqual(target.atLeast('2.0') ? ['list:services'] : [])
    const get = await caught(target.as('nobody').services.get('web'), ForbiddenError)
    const scopes = ['read:services', 'read:services:name', 'read:roles:services']
    expect(get.requiredScopes).toEqual(target.atLeast('2.0') ? scopes : [])
  })
})

/** Before hub 5.0, services are the configuration's affair. */
function describeOld(): void {
  test('cannot be created or deleted: 405', async () => {
    const name = target.uniqueName('made')
    await tooOld(hub.services.create(name, { info: {} }), '5.0', 405)
    await tooOld(hub.services.delete('web'), '5.0', 405)
    expect(await hub.services.get('web')).toMatchObject({ name: 'web' })
  })
}

function describeNew(): void {
  test('have a token that works until they are deleted', async () => {
    const api_token = newToken()
    const definition = { api_token, info: { a: 1 }, display: false, url: '' }
    const name = await freshService('made', definition)
    const own = target.withToken(api_token)
    expect(await own.whoami()).toMatchObject({ kind: 'service', name, admin: false })
    const created = { name, roles: [], info: { a: 1 }, display: false, url: '' }
    expect(await hub.services.get(name)).toMatchObject(created)
    expect(await hub.services.list().toArray()).toContainEqual(expect.objectContaining(created))
    expect(await hub.services.delete(name)).toBeUndefined()
    await caught(hub.services.get(name), NotFoundError)
    const again = await caught(hub.services.delete(name), NotFoundError)
    expect(again.message).toBe(`Service ${name} does not exist`)
    await caught(own.whoami(), ForbiddenError)
  })

  test('have a name of their own: 409', async () => {
    const name = await freshService('twice', { info: {} })
    const again = await caught(hub.services.create(name, { info: {} }), ConflictError)
    expect(again.message).toBe(`Service ${name} already exists`)
    await caught(hub.services.create('web', { info: {} }), ConflictError)
  })

  test('are admins if that is asked for', async () => {
    const api_token = newToken()
    const name = await freshService('admin', { admin: true, api_token })
    expect(await hub.services.get(name)).toMatchObject({ admin: true, roles: ['admin'] })
    const { scopes } = await target.withToken(api_token).whoami()
    expect(scopes).toContain('admin:users')
  })

  test('need fields, known ones, and no command to be run: 400', async () => {
    const name = target.uniqueName('invalid')
    const create = async (body: unknown): Promise<unknown> => {
      const path = `/services/${name}`
      const { status, json } = await target.raw({ method: 'POST', path, body })
      return { status, ...Object(json) }
    }
    await caught(hub.services.create(name, {}), HubConfigError)
    expect(await create({})).toEqual({ status: 400, message: 'Invalid service data' })
    const message = expect.stringContaining('Invalid JSON keys') as string
    expect(await create({ nope: 1 })).toEqual({ status: 400, message })
    expect(await create({ command: ['sleep', '1'] })).toEqual({
      status: 400,
      message: `Can not create managed service ${name} at runtime`,
    })
    await caught(hub.services.get(name), NotFoundError)
  })

  test('with too short a token are left half made by a 500; the client refuses them', async () => {
    const name = target.uniqueName('half')
    const body = { api_token: 'short' }
    await caught(hub.services.create(name, body), HubConfigError)
    await caught(hub.services.get(name), NotFoundError)
    const answer = await target.raw({ method: 'POST', path: `/services/${name}`, body })
    expect(answer.status).toBe(500)
    expect(await hub.services.get(name)).toMatchObject({ name })
    await hub.services.delete(name)
  })

  test('need a scope to be created or deleted', async () => {
    const { services } = target.as('lister')
    const name = target.uniqueName('denied')
    const create = await caught(services.create(name, { info: {} }), ForbiddenError)
    expect(create.requiredScopes).toEqual(['admin:services'])
    const remove = await caught(services.delete('web'), ForbiddenError)
    expect(remove.requiredScopes).toEqual(['admin:services'])
  })

  test('are not those of the configuration, which cannot be deleted: 405', async () => {
    const error = await caught(hub.services.delete('web'), HubResponseError)
    expect(error.status).toBe(405)
    expect(error.message).toBe('Service web is not modifiable at runtime')
  })
}

describe('services that are made at run time', () => {
  if (target.atLeast('5.0')) describeNew()
  else describeOld()
})
