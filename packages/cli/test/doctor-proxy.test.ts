import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer as createPlainServer, request as overHttp } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeCertificates } from '../../client/test/support/certificates.ts'
import type { Certificates } from '../../client/test/support/certificates.ts'
import { folder } from './support/folder.ts'
import { forwardProxy } from './support/forward-proxy.ts'
import type { Harm } from './support/forward-proxy.ts'
import { jhub, listeningHub, secret } from './support/program.ts'

interface Found {
  readonly status: string
  readonly says: string
  readonly evidence: string | null
  readonly remedy: string | null
}

/** Examines the hub of an environment; gives what was found, by check. */
async function examine(
  env: Record<string, string>,
  args: readonly string[] = [],
): Promise<Record<string, Found>> {
  const fields = 'check,status,says,evidence,remedy'
  const [, stdout, stderr] = await jhub(['doctor', ...args, '--json', fields], env).ended
  expect(stdout + stderr).not.toContain(secret)
  const found = JSON.parse(stdout) as readonly (Found & { readonly check: string })[]
  return Object.fromEntries(found.map(({ check, ...rest }) => [check, rest]))
}

/** An emulated hub that is reached through a proxy. */
async function behind(harm: Harm, credentials = '') {
  const { env, hub } = await listeningHub({
    users: ['ada', 'grace'],
    config: { slow_spawn_timeout: 0 },
  })
  const proxy = await forwardProxy(harm)
  const HTTP_PROXY = proxy.url.replace('//', `//${credentials}`)
  return { env: { ...env, HTTP_PROXY }, hub, proxy, origin: new URL(hub.url).origin }
}

/** What stands before a hub, and refuses large bodies. Gives the environment that leads there. */
async function frontOf(env: Record<string, string>): Promise<Record<string, string>> {
  const hub = env['JUPYTERHUB_API_URL']
  const listener = createPlainServer((request, response) => {
    const { headers, method, url = '' } = request
    if (Number(headers['content-length'] ?? 0) > 1_000_000)
      return void response.writeHead(413).end()
    const there = overHttp(new URL(url, hub), { method, headers, agent: false }, (answer) => {
      answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers))
    })
    there.on('error', () => void response.destroy())
    return void request.pipe(there)
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  onTestFinished(() => {
    listener.closeAllConnections()
    listener.close()
  })
  const { port } = listener.address() as AddressInfo
  return { ...env, JUPYTERHUB_API_URL: `http://127.0.0.1:${port}/hub/api` }
}

/** Has programs trust an authority. */
function trusting(ca: string) {
  const NODE_EXTRA_CA_CERTS = join(folder(), 'ca.pem')
  writeFileSync(NODE_EXTRA_CA_CERTS, ca)
  return { NODE_EXTRA_CA_CERTS }
}

const troubles = (found: Record<string, Found>): string[] =>
  Object.entries(found).flatMap(([check, { status }]) =>
    status === 'fault' || status === 'warning' ? check : [],
  )

describe('jhub doctor, by the proxy of HTTP_PROXY', { timeout: 60_000 }, () => {
  test('finds no fault where there is none, and goes that way with all', async () => {
    const { env, proxy, origin } = await behind({})
    const found = await examine(env)
    expect(troubles(found)).toEqual([])
    expect(found['proxy']).toMatchObject({ status: 'ok' })
    expect(found['websockets']).toMatchObject({ status: 'ok' })
    const tunnel = `CONNECT ${new URL(origin).host}`
    expect(proxy.asked.filter((line) => line !== tunnel && !line.includes(` ${origin}/`))).toEqual(
      [],
    )
    expect(proxy.asked).toContain(tunnel)
  })

  test.each<[string, Harm, string, RegExp, RegExp]>([
    ['wants a password', { password: 'ada:right' }, '', /wants a name and a pass/, /NAME:PASSW/],
    ['another password', { password: 'ada:right' }, 'ada:wrong@', /does not take/, /NAME:PASSW/],
    ['gets nowhere', { plain: 503, connect: 503 }, '', /does not get to 127/, /NO_PROXY=127/],
    ['answers itself', { plain: 403 }, '', /in place of the hub/, /NO_PROXY=127/],
  ])('names the proxy that %s', async (_, harm, credentials, says, remedy) => {
    const found = await examine((await behind(harm, credentials)).env)
    expect(found['proxy']).toMatchObject({
      status: 'fault',
      says: expect.stringMatching(says),
      evidence: expect.any(String),
      remedy: expect.stringMatching(remedy),
    })
    expect(found['hub']).toMatchObject({ status: 'skipped' })
    expect(JSON.stringify(found)).not.toMatch(/wrong@/)
  })

  test('takes the password of the address', async () => {
    const { env } = await behind({ password: 'ada:r:ght' }, 'ada:r%3Aght@')
    expect(troubles(await examine(env))).toEqual([])
  })

  test('shows a name that has no password, as other commands do', async () => {
    const { env } = await behind({ password: 'ada:' }, 'ada@')
    expect(troubles(await examine(env))).toEqual([])
    expect((await jhub(['users', 'list'], env).ended)[0]).toBe(0)
  })

  test('says what is wrong with a password that is not encoded, as other commands do', async () => {
    const { env } = await behind({}, 'ada:100%@')
    const found = await examine(env)
    expect(found['reachable']).toMatchObject({
      status: 'fault',
      says: expect.stringContaining('in HTTP_PROXY cannot be read'),
      remedy: expect.stringContaining('special characters percent-encoded'),
    })
    expect(JSON.stringify(found)).not.toContain('100%')
    const [code, stdout, stderr] = await jhub(['users', 'list'], env).ended
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      'jhub: the proxy must be like http://proxy.example.org:3128\n',
    ])
  })

  test('goes through a tunnel where the proxy speaks TLS, as other commands do', async () => {
    const { ca, server } = makeCertificates()
    const { env, proxy, origin } = await behind({ secure: server })
    const secure = { ...env, ...trusting(ca) }
    const found = await examine(secure)
    expect(troubles(found)).toEqual([])
    expect(found['proxy']).toMatchObject({ status: 'ok' })
    expect((await jhub(['users', 'list'], secure).ended)[0]).toBe(0)
    expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${new URL(origin).host}`]))
  })

  test.each<[Harm, RegExp, RegExp]>([
    [{ connect: 405 }, /whether the proxy 127.* cannot be told: CONNECT .*: 405/, /people cannot/],
    [{}, /^POST with content-length: 16 MiB: 413/, /people cannot/],
  ])('accuses no proxy of what is refused behind it: %j', async (harm, evidence, says) => {
    const { env } = await behind(harm)
    const { uploads } = await examine(await frontOf(env))
    expect(uploads).toMatchObject({
      status: 'fault',
      says: expect.stringMatching(says),
      evidence: expect.stringMatching(evidence),
    })
    expect(`${uploads?.says} ${uploads?.evidence}`).not.toMatch(/that does it|all is well/)
  })

  test('names a proxy that is not there', async () => {
    const { env } = await behind({})
    const found = await examine({ ...env, HTTP_PROXY: 'http://127.0.0.1:9' })
    expect(found['proxy']).toMatchObject({
      status: 'fault',
      says: expect.stringContaining('127.0.0.1:9 of HTTP_PROXY is not there'),
    })
  })

  test('says that WebSockets of browsers need a tunnel', async () => {
    const found = await examine((await behind({ connect: 405 })).env)
    expect(troubles(found)).toEqual(['websockets'])
    expect(found['websockets']).toMatchObject({
      says: expect.stringContaining('opens none'),
      evidence: expect.stringMatching(/^CONNECT .*: 405/),
    })
  })

  test('tells who holds event streams back', async () => {
    const { env, hub } = await behind({ holds: true })
    hub.spawner.script('ada', 'trial', [{ progress: 20, message: 'Pulling' }, { wait: 2500 }])
    const { progress } = await examine(env, ['--start-server', 'ada/trial'])
    expect(progress).toMatchObject({
      status: 'fault',
      says: expect.stringMatching(/holds event streams back.* It is the proxy 127.* of HTTP_PROXY/),
      evidence: expect.stringContaining('through a tunnel of that proxy, all is well'),
      remedy: expect.stringContaining('NO_PROXY=127.0.0.1'),
    })
    expect(hub.state.users.get('ada')?.servers.get('trial')).toBeUndefined()
  })
})

/** What answers as a hub does, over TLS. */
async function secureHub({ ca, server, elsewhere }: Certificates, name = '127.0.0.1') {
  const listener = createServer(name === '127.0.0.1' ? server : elsewhere, (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"version":"6.0.1"}')
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  onTestFinished(() => {
    listener.closeAllConnections()
    listener.close()
  })
  const url = `https://${name}:${(listener.address() as AddressInfo).port}/hub/api`
  return { JUPYTERHUB_API_URL: url, JUPYTERHUB_API_TOKEN: secret, ...trusting(ca) }
}

describe('jhub doctor, by a tunnel', { timeout: 60_000 }, () => {
  test('speaks TLS with the hub at its end', async () => {
    const env = await secureHub(makeCertificates())
    const proxy = await forwardProxy()
    const found = await examine({ ...env, HTTPS_PROXY: proxy.url })
    for (const check of ['proxy', 'reachable', 'hub']) {
      expect([check, found[check]?.status]).toEqual([check, 'ok'])
    }
    expect(found['certificate']?.evidence).toContain('by test-ca')
    expect(new Set(proxy.asked)).toEqual(
      new Set([`CONNECT ${new URL(env.JUPYTERHUB_API_URL).host}`]),
    )
  })

  test('speaks TLS with the proxy by its own name', async () => {
    const certificates = makeCertificates()
    const env = await secureHub(certificates, 'other.example.org')
    const proxy = await forwardProxy({ secure: certificates.server })
    const found = await examine({ ...env, HTTPS_PROXY: proxy.url })
    for (const check of ['proxy', 'reachable', 'hub', 'certificate']) {
      expect([check, found[check]?.status]).not.toEqual([check, 'fault'])
      expect([check, found[check]?.status]).not.toEqual([check, 'skipped'])
    }
    expect(proxy.asked[0]).toBe(`CONNECT ${new URL(env.JUPYTERHUB_API_URL).host}`)
  })

  test('does not name it where the same authority vouches for both', async () => {
    const env = await secureHub(makeCertificates())
    const { server } = makeCertificates()
    const proxy = await forwardProxy({ intercepts: server })
    const { certificate } = await examine({ ...env, HTTPS_PROXY: proxy.url })
    expect(certificate).toMatchObject({
      status: 'fault',
      says: expect.stringMatching(/it may be that the proxy gets to another front end, or/),
      evidence: expect.stringContaining('without the proxy: another, by test-ca'),
    })
  })

  test('names the proxy that looks into TLS', async () => {
    const env = await secureHub(makeCertificates())
    const { server } = makeCertificates('proxy-ca')
    const proxy = await forwardProxy({ intercepts: server })
    const found = await examine({ ...env, HTTPS_PROXY: proxy.url })
    expect(found['certificate']).toMatchObject({
      status: 'fault',
      says: expect.stringMatching(/of HTTPS_PROXY looks into TLS/),
      evidence: expect.stringContaining('without the proxy: another, by test-ca'),
      remedy: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    })
    expect(found['token']).toMatchObject({ status: 'skipped' })
  })

  test.each([
    [403, /lets nobody through to 127/],
    [500, /does not get to 127/],
    [501, /lets nobody through to 127/],
    [502, /does not get to 127/],
    [407, /wants a name and a password/],
  ])('names the proxy that opens none: %i', async (status, says) => {
    const env = await secureHub(makeCertificates())
    const proxy = await forwardProxy({ connect: status })
    const found = await examine({ ...env, HTTPS_PROXY: proxy.url })
    expect(found['proxy']).toMatchObject({
      status: 'fault',
      says: expect.stringMatching(says),
      evidence: expect.stringMatching(new RegExp(`^CONNECT .*: ${status}`)),
    })
  })
})
