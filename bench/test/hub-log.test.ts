import { expect, test } from 'vitest'
import { readHubTime } from '../src/hub-log.ts'

const request = (time: string, path: string, ms: string) =>
  `[I 2026-11-28 16:39:${time} JupyterHub log:192] 200 GET /pfx/hub/api/${path} (root@127.0.0.1) ${ms}ms`
const took = (time: string, what: string, seconds: string) =>
  `[I 2026-11-28 16:39:${time} JupyterHub base:1143] User ada ${what}took ${seconds} seconds to stop`

test('what the hub takes for requests that follow one another adds up', () => {
  const log = [request('10.200', 'users?limit=2', '100.5'), request('10.400', 'users/ada', '50.25')]
  expect(readHubTime(log.join('\n'))).toEqual({ busyMs: 150.75, requests: 2 })
})

test('what overlaps counts once', () => {
  const log = [request('10.200', 'users', '100.0'), request('10.250', 'users', '100.0')]
  expect(readHubTime(log.join('\n')).busyMs).toBe(150)
})

test('a server that starts or stops counts, also after the request for it was answered', () => {
  const log = [request('11.000', 'users/ada/server', '1000.0'), took('12.500', '', '2.000')]
  expect(readHubTime(log.join('\n'))).toEqual({ busyMs: 2500, requests: 1 })
  expect(readHubTime(took('12.500', 'server ', '2.000'))).toEqual({ busyMs: 2000, requests: 0 })
})

test('streams of progress and other lines do not count', () => {
  const log = [
    request('10.200', 'users/ada/server/progress', '9000.0'),
    '[W 2026-11-28 16:39:10.241 JupyterHub users:220] Truncated user list',
    'Traceback (most recent call last):',
  ]
  expect(readHubTime(log.join('\n'))).toEqual({ busyMs: 0, requests: 0 })
})
