import { ForbiddenError } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { theTarget } from '../src/target.ts'

const target = theTarget()
const { hub, version, atLeast } = target
const anyone = target.withToken(null)

describe('the hub', () => {
  test('tells its version to anyone', async () => {
    expect(await anyone.version()).toEqual({ version })
  })

  test('answers its root with and without a slash', async () => {
    const bare = await target.raw({ path: '', token: null })
    const slash = await target.raw({ path: '/', token: null })
    expect([bare.status, bare.json]).toEqual([200, { version }])
    expect([slash.status, slash.json]).toEqual([200, { version }])
  })

  test('shows its root to pages of any origin since 5.3', async () => {
    const { headers } = await target.raw({ path: '/', token: null })
    expect(headers.get('access-control-allow-origin')).toBe(atLeast('5.3') ? '*' : null)
  })

  test('signs every answer with its version', async () => {
    const answers = await Promise.all(
      ['/', '/user', '/users/no-one', '/nothing'].map((path) => target.raw({ path })),
    )
    for (const { headers } of answers) {
      expect(headers.get('x-jupyterhub-version')).toBe(version)
    }
  })

  test('tells what it is made of', async () => {
    const info = await hub.info()
    expect(info).toMatchObject({
      version,
      python: expect.stringMatching(/^3\./),
      sys_executable: expect.any(String),
      spawner: { class: expect.any(String), version: expect.any(String) },
      authenticator: { class: expect.stringContaining('DummyAuthenticator') },
    })
  })

  test('tells that only with read:hub, or to an admin on 1.x', async () => {
    const error = await caught(target.as('nobody').info(), ForbiddenError)
    expect(error.requiredScopes).toEqual(atLeast('2.0') ? ['read:hub'] : [])
    expect(error.hubVersion).toBe(version)
  })

  test('says that it is healthy to anyone, with an empty page', async () => {
    await anyone.health()
    const { status, text, headers } = await target.raw({ path: '/health', token: null })
    expect([status, text]).toEqual([200, ''])
    expect(headers.get('content-type')).toMatch(/^text\/html/)
  })

  test('answers HEAD on its health only', async () => {
    const health = await target.raw({ method: 'HEAD', path: '/health', token: null })
    const users = await target.raw({ method: 'HEAD', path: '/users' })
    expect([health.status, users.status]).toEqual([200, 405])
  })

  test('answers OPTIONS on any path without a token', async () => {
    const { status, text, headers } = await target.raw({
      method: 'OPTIONS',
      path: '/users',
      token: null,
    })
    expect([status, text]).toEqual([200, ''])
    const allowed = headers.get('access-control-allow-headers')
    expect(allowed).toContain('authorization')
  })

  test('gives its metrics as Prometheus reads them', async () => {
    expect(await target.as('metrics').metrics()).toMatch(/^# HELP .+\n# TYPE /)
    const { headers } = await target.raw({ path: '/metrics' })
    expect(headers.get('content-type')).toMatch(/^text\/plain/)
  })

  test('gives its metrics only with read:metrics, on 1.x to any token', async () => {
    const metrics = target.as('nobody').metrics()
    if (!atLeast('2.0')) {
      expect(await metrics).toContain('# HELP')
      return
    }
    const error = await caught(metrics, ForbiddenError)
    // A page, whose text is not the error's message.
    expect(error.message).not.toContain('<')
    expect(error.body).toContain('<html')
  })

  test('refuses its metrics to those without a token, with a page', async () => {
    const { status, headers } = await target.raw({ path: '/metrics', token: null })
    expect(status).toBe(403)
    expect(headers.get('content-type')).toMatch(/^text\/html/)
  })
})
