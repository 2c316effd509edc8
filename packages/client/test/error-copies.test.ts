import { beforeAll, describe, expect, test, vi } from 'vitest'
import * as here from '../src/index.ts'
import { reasonOf } from './support/failure.ts'
import { hubError } from './support/fake-hub.ts'

const request = { method: 'GET', path: '/x', url: 'https://hub.example.org/hub/api/x', attempts: 1 }

let other: typeof here

beforeAll(async () => {
  vi.resetModules()
  other = await import('../src/index.ts')
})

describe('an error of another copy of the package', () => {
  test('is no instance for JavaScript, but is for isInstance', async () => {
    const hub = new other.JupyterHub({
      url: 'https://hub.example.org',
      token: 't',
      fetch: async () => hubError(404),
    })
    const error = await reasonOf(hub.users.get('ada'))
    expect(error).not.toBeInstanceOf(here.NotFoundError)
    expect(error).not.toBeInstanceOf(here.HubError)
    expect(here.NotFoundError.isInstance(error)).toBe(true)
    expect(here.HubResponseError.isInstance(error)).toBe(true)
    expect(here.HubError.isInstance(error)).toBe(true)
    expect(here.ConflictError.isInstance(error)).toBe(false)
    expect(here.HubConnectionError.isInstance(error)).toBe(false)
  })

  test('of any class is known by its class and the classes above it', () => {
    const details = { ...request, status: 400 }
    const errors: [here.HubError, (keyof typeof here)[]][] = [
      [new other.HubError('m'), []],
      [new other.HubConfigError('m'), ['HubConfigError']],
      [new other.HubTimeoutError('idle', 5, request), ['HubTimeoutError', 'HubConnectionError']],
      [new other.HubConnectionError('m', request), ['HubConnectionError']],
      [new other.HubProtocolError('m', request), ['HubProtocolError']],
      [new other.ForbiddenError('m', details), ['ForbiddenError', 'HubResponseError']],
      [new other.HubServerError('m', details), ['HubServerError', 'HubResponseError']],
      [new other.SpawnFailedError('m', 'ada', '', []), ['SpawnFailedError']],
      [new other.UnsupportedError('sharing', '5.0', '4.1'), ['UnsupportedError']],
    ]
    for (const [error, expected] of errors) {
      const known = Object.entries(here).flatMap(([name, value]) =>
        'isInstance' in value && value.isInstance(error) ? [name] : [],
      )
      expect(known.toSorted()).toEqual(['HubError', ...expected].toSorted())
    }
  })
})

describe('isInstance', () => {
  test.each([
    null,
    undefined,
    5,
    'HubError',
    {},
    [],
    new Error('x'),
    { name: 'HubError', code: 'hub' },
  ])('is false for %j', (value) => {
    expect(here.HubError.isInstance(value)).toBe(false)
  })

  test('of a class that a caller derives knows the caller’s errors', () => {
    class QuotaError extends here.HubError {}
    const error = new QuotaError('too much', { code: 'quota' })
    expect(here.HubError.isInstance(error)).toBe(true)
    expect(error).toMatchObject({ code: 'quota', message: 'too much' })
  })
})
