import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { HubOptions } from 'jupyterhub-emulator'
import { judgeCertificate } from '../src/doctor/checks/certificate.ts'
import { judgeClock } from '../src/doctor/checks/clock.ts'
import { judgeHub } from '../src/doctor/checks/hub.ts'
import { judgeProgress } from '../src/doctor/checks/progress.ts'
import { judgeReachable } from '../src/doctor/checks/reachable.ts'
import { judgeSpeed } from '../src/doctor/checks/speed.ts'
import { judgeWebsockets } from '../src/doctor/checks/websockets.ts'
import { atHub, now, secret } from './support/terminal.ts'

/** An emulated hub that listens, and the program before it. */
async function atListeningHub(options: HubOptions = {}) {
  const place = atHub(options)
  const listener = await place.hub.listen()
  onTestFinished(() => listener.close())
  const env = { JUPYTERHUB_API_URL: `${place.hub.url}hub/api` }
  return { ...place, env }
}

/** A server that is no hub. */
async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

interface Told {
  readonly check: string
  readonly status: string
}

const statuses = (json: string): Record<string, string> =>
  Object.fromEntries((JSON.parse(json) as Told[]).map(({ check, status }) => [check, status]))

describe('jhub doctor', () => {
  test('finds no fault with a hub but for its clock, and says what it left out', async () => {
    const { jhub, env } = await atListeningHub({ users: ['ada', 'grace'] })
    // In these tests it is another day.
    const { code, stdout } = await jhub('doctor --json check,status', { env })
    expect(statuses(stdout)).toMatchObject({
      reachable: 'ok',
      certificate: 'skipped',
      hub: 'ok',
      'base-url': 'ok',
      clock: 'fault',
      token: 'ok',
      'next-url': 'ok',
      progress: 'skipped',
    })
    expect(code).toBe(1)
  })

  test('is lines for people, with what was seen and what helps', async () => {
    const { jhub, env } = await atListeningHub()
    const { code, stdout, stderr } = await jhub('doctor', { env, tty: true })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^ok {7}hub {12}It is JupyterHub 6\.0\.\d+\.$/m)
    expect(stdout).toMatch(/^fault {4}clock .*\n +seen: date: .*\n +do: +.*NTP/m)
    expect(stderr).toMatch(/^\d faults, \d warnings, \d skipped\.\n$/)
  })

  test('is a line for each check in a pipe', async () => {
    const { jhub, env } = await atListeningHub()
    const { stdout } = await jhub('doctor', { env })
    expect(stdout).toMatch(/^hub\tok\tIt is JupyterHub 6\.0\.\d+\.\tGET \/hub\/api: 200\t$/m)
  })

  test('shows its requests, and no secret', async () => {
    const { jhub, env } = await atListeningHub()
    const { stdout, stderr } = await jhub('doctor --debug', { env })
    expect(stderr).toMatch(/^< 200 GET \/hub\/api\/user$/m)
    expect(stdout + stderr).not.toContain(secret)
  })

  test('sends no token to a host that it is not of', async () => {
    const { jhub } = await atListeningHub()
    const seen: unknown[] = []
    const url = await listen(({ headers }, response) => {
      seen.push(headers.authorization)
      response.end('{"version":"6.0.1"}')
    })
    const { stdout } = await jhub(`doctor ${url} --json check,status`)
    expect(statuses(stdout)).toMatchObject({ hub: 'ok', token: 'skipped' })
    expect(seen.filter((header) => String(header).includes(secret))).toEqual([])
  })

  test('says that nothing is there, or no hub', async () => {
    const { jhub } = atHub()
    const gone = await jhub('doctor http://127.0.0.1:9/ --json check,status')
    expect(gone.code).toBe(1)
    expect(statuses(gone.stdout)).toMatchObject({ reachable: 'fault', hub: 'skipped' })
    const page = await listen((_, response) => void response.end('<p>hello</p>'))
    const { code, stdout } = await jhub(`doctor ${page} --json check,status`)
    expect([code, statuses(stdout)]).toEqual([
      1,
      expect.objectContaining({ reachable: 'ok', hub: 'fault', token: 'skipped' }),
    ])
  })

  test('starts a server only if it is named, and leaves nothing behind', async () => {
    const { jhub, hub, env } = await atListeningHub({
      users: ['ada'],
      config: { slow_spawn_timeout: 0 },
    })
    await jhub('doctor', { env })
    expect(hub.requests.filter(({ path }) => path.includes('/users/ada/'))).toEqual([])
    hub.spawner.script('ada', 'trial', [{ progress: 20, message: 'Pulling' }, { wait: 1500 }])
    const args = 'doctor --start-server ada/trial --json check,status,says'
    const { stdout } = await jhub(args, { env })
    expect(statuses(stdout)['progress']).toBe('ok')
    expect(hub.state.users.get('ada')?.servers.get('trial')).toBeUndefined()
  })

  test('leaves a server alone that runs', async () => {
    const { jhub, hub, env } = await atListeningHub({ users: ['ada'] })
    await jhub('servers start ada', { env })
    const { stdout } = await jhub('doctor --start-server ada --json check,status', { env })
    expect(statuses(stdout)['progress']).toBe('skipped')
    expect(hub.requests.some(({ method, path }) => method === 'DELETE' && /ada/.test(path))).toBe(
      false,
    )
  })

  test('asks for what goes with what', async () => {
    const { jhub } = atHub()
    expect(await jhub('doctor --options {}')).toMatchObject({ code: 2 })
  })
})

const error = (code: string) => Object.assign(new Error('x'), { code })

test('each way of not being there is said differently', () => {
  const codes = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ETIMEDOUT', 'ECONNRESET', 'EPROTO']
  const told = codes.map((code) => judgeReachable('hub.example.org', error(code)))
  expect(told.every(({ status }) => status === 'fault')).toBe(true)
  expect(new Set(told.map(({ says }) => says)).size).toBe(codes.length)
})

test('a certificate is judged by its trust and its days', () => {
  const url = new URL('https://hub.example.org')
  const certificate = { expires: now + 5 * 86_400_000, names: 'DNS:hub.example.org', issuer: 'CA' }
  const judge = (distrust: NodeJS.ErrnoException | undefined) =>
    judgeCertificate({ url, distrust, certificate }, now)
  expect(judge(undefined)).toMatchObject({
    status: 'warning',
    says: expect.stringContaining('5 days'),
  })
  expect(judge(error('CERT_HAS_EXPIRED')).says).toContain('expired')
  expect(judge(error('UNABLE_TO_GET_ISSUER_CERT_LOCALLY')).remedy).toContain('fullchain')
  const plain = {
    url: new URL('http://hub.example.org'),
    distrust: undefined,
    certificate: undefined,
  }
  expect(judgeCertificate(plain, now).status).toBe('warning')
})

test('a clock may be off by the time that an answer takes', () => {
  const headers = { date: new Date(now).toUTCString() }
  expect(judgeClock({ headers, ms: 20_000 }, now + 20_000).status).toBe('ok')
  expect(judgeClock({ headers, ms: 10 }, now + 60_000)).toMatchObject({
    status: 'warning',
    says: expect.stringMatching(/(59|60) s ahead/),
  })
  expect(judgeClock({ headers, ms: 10 }, now - 600_000).status).toBe('fault')
})

test('what answers in place of a hub is told', () => {
  const url = new URL('https://hub.example.org/jupyter/hub/api')
  const answer = (status: number, headers: Record<string, string>, body = '') =>
    judgeHub(url, '/jupyter/', { status, headers, body, ms: 1 })
  expect(answer(302, { location: '/hub/jupyter/hub/api/' }).says).toContain('below /,')
  expect(answer(302, { location: '/oauth2/start' }).remedy).toContain('login')
  expect(answer(404, {}, '<a href="/pfx/hub/home">').says).toContain('/pfx/')
  expect(answer(404, {}, '<a href="/jupyter/hub/home">').says).toContain('lost')
  expect(answer(503, { server: 'nginx' }).evidence).toContain('nginx')
})

test('a stream is judged by when it came, and when the server came up', () => {
  const stream = { status: 200, firstByteMs: 50, endedMs: 4000, toldEnd: true, lastPendingMs: 3900 }
  expect(judgeProgress(stream).status).toBe('ok')
  expect(judgeProgress({ ...stream, firstByteMs: 4000 }).remedy).toContain('proxy_buffering off')
  expect(judgeProgress({ ...stream, endedMs: 1000, toldEnd: false }).says).toContain('cuts')
  expect(judgeProgress({ ...stream, firstByteMs: 300, lastPendingMs: 200 }).status).toBe('skipped')
  expect(judgeProgress({ ...stream, startStatus: 504 }).remedy).toContain('proxy_read_timeout')
})

test('what cannot be told is left out', () => {
  expect(judgeWebsockets({ tooMuch: 200, upgrade: 200 }).status).toBe('skipped')
  expect(judgeWebsockets({ tooMuch: 431, upgrade: 200 }).status).toBe('fault')
  expect(judgeWebsockets({ tooMuch: 431, upgrade: undefined }).status).toBe('ok')
})

test('a slow hub is a warning, and a very slow one a fault', () => {
  expect(
    [
      [1, 2, 3000],
      [10, 2000, 3000],
      [6000, 7000, 1],
    ].map((times) => judgeSpeed(times).status),
  ).toEqual(['ok', 'warning', 'fault'])
})
