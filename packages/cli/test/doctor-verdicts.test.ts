import { expect, test } from 'vitest'
import { judgeAuthorization } from '../src/doctor/checks/authorization.ts'
import { judgeBaseUrl } from '../src/doctor/checks/base-url.ts'
import { judgeCertificate } from '../src/doctor/checks/certificate.ts'
import { judgeClock } from '../src/doctor/checks/clock.ts'
import { judgeCookies } from '../src/doctor/checks/cookies.ts'
import { judgeCors } from '../src/doctor/checks/cors.ts'
import { judgeDeleteBodies } from '../src/doctor/checks/delete-bodies.ts'
import { judgeHub } from '../src/doctor/checks/hub.ts'
import { judgeNames } from '../src/doctor/checks/names.ts'
import { judgeNextUrl } from '../src/doctor/checks/next-url.ts'
import { judgeProgress } from '../src/doctor/checks/progress.ts'
import { judgeReachable } from '../src/doctor/checks/reachable.ts'
import { judgeSpeed } from '../src/doctor/checks/speed.ts'
import { judgeToken } from '../src/doctor/checks/token.ts'
import { judgeUploads } from '../src/doctor/checks/uploads.ts'
import { judgeWebsockets } from '../src/doctor/checks/websockets.ts'
import { routeTo } from '../src/doctor/proxy/route.ts'
import { now } from './support/terminal.ts'

const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ms: 1,
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
  const certificate = {
    expires: now + 5 * 86_400_000,
    names: 'DNS:hub.example.org',
    issuer: 'CA',
    fingerprint: 'AA',
  }
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
  const told = (status: number, headers: Record<string, string>, body = '') =>
    judgeHub(url, '/jupyter/', answer(status, body, headers))
  expect(told(302, { location: '/hub/jupyter/hub/api/' }).says).toContain('below /,')
  expect(told(302, { location: '/oauth2/start' }).remedy).toContain('login')
  expect(told(404, {}, '<a href="/pfx/hub/home">').says).toContain('/pfx/')
  expect(told(404, {}, '<a href="/jupyter/hub/home">').says).toContain('lost')
  expect(told(503, { server: 'nginx' }).evidence).toContain('nginx')
  expect(told(429, { 'retry-after': '7' })).toMatchObject({
    says: expect.stringContaining('too often'),
    evidence: expect.stringContaining('retry-after: 7'),
  })
  expect(told(500, {}).says).toContain('failed: 500')
})

test('a stream is judged by when it came, and when the server came up', () => {
  const stream = { status: 200, firstByteMs: 50, endedMs: 4000, toldEnd: true, lastPendingMs: 3900 }
  expect(judgeProgress(stream).status).toBe('ok')
  expect(judgeProgress({ ...stream, firstByteMs: 4000 }).remedy).toContain('proxy_buffering off')
  expect(judgeProgress({ ...stream, endedMs: 1000, toldEnd: false }).says).toContain('cuts')
  expect(judgeProgress({ ...stream, firstByteMs: 300, lastPendingMs: 200 }).status).toBe('skipped')
  expect(judgeProgress({ ...stream, startStatus: 504 }).remedy).toContain('proxy_read_timeout')
  const refused = { ...stream, status: 404, firstByteMs: undefined, lastPendingMs: 0 }
  const refusals = [400, 403, 404, 429].map((startStatus) =>
    judgeProgress({ ...refused, startStatus }),
  )
  expect(refusals.every(({ status }) => status === 'skipped')).toBe(true)
  expect(refusals.map(({ says }) => /POST \S+: (\d+)/.exec(says)?.[1])).toEqual([
    '400',
    '403',
    '404',
    '429',
  ])
  expect(judgeProgress({ ...refused, startStatus: 500 }).status).toBe('warning')
})

test('what cannot be told is left out', () => {
  const judge = (
    handshake: number | undefined,
    headless: number | undefined,
    more: { tooMuch?: number; server?: string } = {},
  ) => judgeWebsockets({ handshake, headless, tooMuch: 431, server: 'nginx', ...more }).status
  expect(judge(302, 405)).toBe('fault')
  // Of the method, others may make a difference.
  expect(judge(302, 405, { server: 'Microsoft-IIS/10.0' })).toBe('warning')
  expect(judge(302, 405, { server: '' })).toBe('warning')
  expect(judge(302, 405, { tooMuch: 200 })).toBe('skipped')
  expect([judge(302, undefined), judge(302, 502)]).toEqual(['ok', 'ok'])
  // Nobody answers there, whatever is asked.
  expect([judge(502, 502), judge(undefined, undefined), judge(504, 504)]).toEqual([
    'skipped',
    'skipped',
    'skipped',
  ])
  expect(judge(302, 503)).toBe('skipped')
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

test('a header is lost if it is not counted', () => {
  const seen = { withToken: 403, tooMuch: 431, tooMuchIfPassed: 431 }
  expect(judgeAuthorization(seen).status).toBe('ok')
  expect(judgeAuthorization({ ...seen, tooMuchIfPassed: 200 }).status).toBe('fault')
  expect(judgeAuthorization({ ...seen, tooMuch: 200, tooMuchIfPassed: 200 }).status).toBe('skipped')
  expect(judgeAuthorization({ ...seen, withToken: 200, tooMuch: 200 }).status).toBe('ok')
})

test('a prefix is lost if links lead elsewhere', () => {
  const at = 'https://hub.example.org'
  const judge = (location: string) =>
    judgeBaseUrl(at, '/pfx/', answer(302, '', { location })).status
  expect(judge('/pfx/hub/login?next=x')).toBe('ok')
  expect(judge('https://hub.example.org/pfx/hub/login')).toBe('ok')
  expect(judge('/hub/login?next=/pfx/hub/')).toBe('fault')
  expect(judge('https://hub.example.org/hub/login')).toBe('fault')
  // People are sent where the hub is configured to send them.
  expect(judge('/welcome')).toBe('skipped')
  expect(judge('/pfx/services/portal/')).toBe('skipped')
  expect(judge('https://login.example.org/hub/authorize')).toBe('skipped')
  expect(judge('https://[')).toBe('skipped')
  expect(judgeBaseUrl(at, '/pfx/', answer(200)).status).toBe('skipped')
})

test('cookies are lost if the hub misses one', () => {
  const page = answer(200, '<input name="_xsrf">')
  const told = (message: string | null) => judgeCookies(page, answer(403, { message })).status
  expect(told(null)).toBe('ok')
  expect(told('Missing or invalid credentials.')).toBe('ok')
  expect(told('XSRF cookie does not match GET argument')).toBe('fault')
  expect(told("'_xsrf' argument missing from GET")).toBe('fault')
  expect(judgeCookies(page, undefined).status).toBe('fault')
  expect(judgeCookies(answer(302, ''), undefined).status).toBe('skipped')
})

test('an app is let in with its token or not at all', () => {
  const judge = (origin: string, headers: string) =>
    judgeCors(
      'https://app.example.org',
      answer(200, '', {
        'access-control-allow-origin': origin,
        'access-control-allow-headers': headers,
      }),
    ).status
  expect(judge('*', 'accept, authorization')).toBe('ok')
  expect(judge('https://app.example.org', 'Authorization')).toBe('ok')
  expect(judge('https://other.example.org', 'authorization')).toBe('fault')
  expect(judge('*', 'accept')).toBe('fault')
  expect(judge('*', '*')).toBe('fault')
  expect(judge('*', 'x-authorization')).toBe('fault')
  expect(judgeCors('https://app.example.org', answer(200)).remedy).toMatch(
    /Allow-Headers': '[^']*authorization/,
  )
})

test('a body of DELETE is lost if it makes no difference', () => {
  expect(judgeDeleteBodies({ without: 400, with: 404 }).status).toBe('ok')
  expect(judgeDeleteBodies({ without: 400, with: 400 }).status).toBe('fault')
  const old = { without: 404, with: 404 }
  expect(judgeDeleteBodies(old).status).toBe('skipped')
  const judge = (status: number, message: string | null) =>
    judgeDeleteBodies({ ...old, broken: answer(status, { message }) }).status
  expect(judge(400, 'Invalid JSON in body of request')).toBe('ok')
  expect(judge(404, "ada has no server named 'x'")).toBe('fault')
  expect(judge(400, 'Named servers are not enabled.')).toBe('fault')
  expect(judge(403, 'Forbidden')).toBe('skipped')
})

test('a slash in a name is kept, or leads elsewhere', () => {
  expect([403, 404, 400, 500].map((status) => judgeNames(status).status)).toEqual([
    'ok',
    'warning',
    'warning',
    'skipped',
  ])
})

test('the next page is where this one is', () => {
  const judge = (url: string | null) =>
    judgeNextUrl(
      'https://hub.example.org',
      answer(200, { items: [], _pagination: { next: url === null ? null : { url } } }),
    )
  expect(judge('https://hub.example.org/hub/api/users?offset=1').status).toBe('ok')
  expect(judge('http://hub.example.org/hub/api/users?offset=1').remedy).toContain('X-Scheme')
  expect(judge('https://127.0.0.1:8000/hub/api/users?offset=1').remedy).toContain('Host')
  expect(judge(null).status).toBe('skipped')
  expect(judgeNextUrl('https://hub.example.org', answer(403)).status).toBe('skipped')
})

test("a token is somebody's, and may do something", () => {
  const who = { kind: 'user', name: 'ada', admin: false }
  expect(judgeToken(answer(200, { ...who, scopes: ['read:users', 'servers'] })).says).toContain(
    'the user ada, with 2 scopes',
  )
  expect(judgeToken(answer(200, { ...who, scopes: [] })).status).toBe('warning')
  expect(judgeToken(answer(200, { ...who, admin: true })).says).toContain('ada, an admin')
  expect(judgeToken(answer(403, { message: null })).status).toBe('fault')
  expect(judgeToken(answer(401)).says).toContain('does not know')
  expect(judgeToken(answer(401), 'mine').says).toContain('token of the login mine')
  for (const status of [429, 500, 503]) {
    expect(judgeToken(answer(status))).toMatchObject({
      status: 'skipped',
      says: expect.stringContaining(String(status)),
    })
  }
})

test('a way that is not direct is told as the client goes', () => {
  const by = (url: string, env: Record<string, string>) => {
    const { proxy: found, obstacle } = routeTo(url, env)
    return found?.variable ?? obstacle?.says
  }
  const hub = 'https://hub.example.org/hub/api'
  const proxy = { HTTPS_PROXY: 'http://proxy:3128' }
  expect(by(hub, {})).toBeUndefined()
  expect(by(hub, proxy)).toContain('HTTPS_PROXY')
  expect(by(hub, { http_proxy: 'http://proxy:3128' })).toContain('http_proxy')
  expect(by('http://hub.example.org/hub/api', proxy)).toBeUndefined()
  expect(by('http+unix://%2Frun%2Fhub.sock/hub/api', {})).toContain('unix')
  expect(by(hub, { HTTPS_PROXY: 'socks5://proxy:1080' })).toContain('HTTPS_PROXY names no proxy')
  expect(routeTo(hub, { HTTPS_PROXY: 'http://ada:a%40b@proxy:3128' }).proxy).toMatchObject({
    place: new URL('http://proxy:3128'),
    authorization: `Basic ${btoa('ada:a@b')}`,
  })
  expect(routeTo(hub, { HTTPS_PROXY: 'http://ada:100%@proxy:3128' }).obstacle).toMatchObject({
    status: 'fault',
    remedy: expect.stringContaining('HTTPS_PROXY=http://NAME:PASSWORD@proxy:3128, with special'),
  })
  for (const NO_PROXY of ['*', 'other, hub.example.org', '.example.org', 'EXAMPLE.org:443']) {
    expect(by(hub, { ...proxy, NO_PROXY })).toBeUndefined()
  }
  for (const NO_PROXY of ['', 'ample.org', 'hub.example.org:8443']) {
    expect(by(hub, { ...proxy, NO_PROXY })).toBeTruthy()
  }
})

test('an upload is refused or awaited', () => {
  expect(judgeUploads(undefined).status).toBe('ok')
  expect(judgeUploads(answer(404)).status).toBe('ok')
  expect(judgeUploads(answer(413, '', { server: 'nginx' })).remedy).toContain(
    'client_max_body_size',
  )
})
