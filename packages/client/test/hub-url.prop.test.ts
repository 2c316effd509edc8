import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { JupyterHub } from '../src/index.ts'
import { canary } from './support/fake-hub.ts'

describe('the URL of a hub', () => {
  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/)
  const host = fc.oneof(
    fc.domain(),
    fc.ipV4(),
    fc.constantFrom(
      'localhost',
      '[::1]',
      'hub',
      'HUB.Example.ORG',
      'xn--bcher-kva.example',
      'bücher.example',
    ),
  )
  const port = fc.oneof(
    fc.constant(''),
    fc.integer({ min: 1, max: 65_535 }).map((number) => `:${number}`),
  )
  const origin = fc
    .tuple(fc.constantFrom('http', 'https', 'HTTPS'), host, port)
    .map(([scheme, name_, number]) => `${scheme}://${name_}${number}`)
  const segment = fc
    .oneof(
      label,
      fc.stringMatching(/^[\w.~-]{1,8}$/),
      fc.constantFrom('a%20b', 'hubs', 'users', 'my-hub', 'Hub', 'api', 'ü'),
    )
    .filter((part) => !['hub', 'user', 'services', '.', '..'].includes(part))
  const prefix = fc
    .array(segment, { maxLength: 4 })
    .map((parts) => parts.map((part) => `/${part}`).join(''))
  const page = fc.constantFrom(
    '',
    '/',
    '//',
    '/hub',
    '/hub/',
    '/hub/api',
    '/hub/api/',
    '/hub/home',
    '/hub/token',
    '/hub/admin#users',
    '/hub/login?next=%2Fhub%2Fapi',
    '/hub/spawn/ada/lab',
    '/hub/user-redirect/lab/tree/a.ipynb',
    '/hub/api/users/ada',
    '/hub/user/ada/lab',
    '/user/ada/lab?x',
    '/user/ada/lab/tree/hub/api',
    '/user/ada/',
    '/user/hub/lab',
    '/user/user/tree',
    '/services/x/',
    '/services/hub/user/',
    '/services/x/hub?a=b#c',
    '?x=1',
    '#top',
    '/?next=/hub/api',
    '/hub?x=/user/ada',
  )

  test('is found in the address of any of its pages', () => {
    fc.assert(
      fc.property(origin, prefix, page, (start, base, rest) => {
        const { origin: known, pathname } = new URL(`${start}${base}/`)
        const hub = new JupyterHub({ url: `${start}${base}${rest}`, token: canary })
        expect(hub.apiUrl).toBe(`${known}${pathname.slice(0, -1)}/hub/api`)
      }),
      { numRuns: 1000 },
    )
  })

  test('once found leads to itself', () => {
    fc.assert(
      fc.property(origin, prefix, page, (start, base, rest) => {
        const hub = new JupyterHub({ url: `${start}${base}${rest}`, token: canary })
        expect(new JupyterHub({ url: hub.apiUrl, token: canary }).apiUrl).toBe(hub.apiUrl)
        expect(hub.with({ timeout: 5 }).apiUrl).toBe(hub.apiUrl)
      }),
    )
  })

  test('may have the prefix /hub/ itself', () => {
    for (const url of ['https://h/hub/hub/api', 'https://h/hub/hub/home', 'https://h/hub/hub/']) {
      expect(new JupyterHub({ url, token: canary }).apiUrl).toBe('https://h/hub/hub/api')
    }
  })

  test('may have white space around it, as pasted text has', () => {
    expect(new JupyterHub({ url: ' https://h/hub/home\n', token: canary }).apiUrl).toBe(
      'https://h/hub/api',
    )
  })
})
