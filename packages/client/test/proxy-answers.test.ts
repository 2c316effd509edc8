import { describe, expect, test } from 'vitest'
import { HubResponseError, HubServerError, RateLimitedError } from '../src/index.ts'
import { canned, page } from './support/canned.ts'
import { failure } from './support/failure.ts'
import { canary } from './support/fake-hub.ts'
import { clientOf, serve } from './support/serve.ts'
import { shown } from './support/shown.ts'

describe('a proxy that cannot reach the hub', () => {
  test.each([
    ['502 with a page', { status: 502, type: 'text/html', body: page }, page],
    [
      '503 with a word and no type',
      { status: 503, body: 'Service Unavailable' },
      'Service Unavailable',
    ],
    ['504 with nothing', { status: 504 }, ''],
  ])('%s is a server error that no hub signed', async (_, answer, body) => {
    const url = await serve(canned(answer))
    const error = await failure(HubServerError, clientOf(url).users.get('ada'))
    expect(error).toMatchObject({ status: answer.status, hubVersion: undefined, body })
    expect(error.message).toMatch(new RegExp(`^GET /users/ada: ${answer.status} `))
    expect(shown(error)).not.toContain(canary)
  })

  test.each([
    [408, HubResponseError],
    [429, RateLimitedError],
  ])('%d with a page of its own says so, as waiting helps', async (status, kind) => {
    const url = await serve(canned({ status, type: 'text/html', body: page }))
    const error = await failure(kind, clientOf(url).users.get('ada'))
    expect(error).toMatchObject({ status, hubVersion: undefined })
  })

  test('an error page without end is read for 64 kB', async () => {
    const url = await serve((_, response) => {
      response.writeHead(500, { 'x-jupyterhub-version': '5.5.1' })
      const write = () => {
        while (!response.destroyed && response.write('é'.repeat(10_000)));
      }
      response.on('drain', write)
      write()
    })
    const error = await failure(HubResponseError, clientOf(url).users.get('ada'))
    expect(String(error.body).length).toBeGreaterThan(32_000)
    expect(Buffer.byteLength(String(error.body))).toBeLessThanOrEqual(65_536)
  })
})
