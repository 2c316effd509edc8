import { describe, expect, test } from 'vitest'
import { createHub, scopesOf, versions } from '../src/index.ts'

describe('the version of a hub', () => {
  test.each<[given: string, version: string]>([
    ['5.5', '5.5.1'],
    ['4', '4.1.6'],
    ...versions.map((version) => [version, version] as [string, string]),
    // What hubs of the lines in between have is in the table, too.
    ['5.4.2', '5.4.2'],
    ['1.5.0', '1.5.0'],
    ['6.0.7', '6.0.7'],
  ])('%s is hub %s', async (given, version) => {
    const hub = createHub({ version: given })
    expect(hub.version).toBe(version)
    expect((await hub.fetch('hub/api/')).headers.get('x-jupyterhub-version')).toBe(version)
  })

  test.each(['', '7.0', '6.1.0', '5.4', '1.4.2', '5.5.1b2', 'newest'])(
    '"%s" is none, and the error says which are',
    (version) => {
      const sentence = `No hub "${version}" is known: it takes 6.0.1, 5.5.1, `
      expect(() => createHub({ version })).toThrow(sentence)
      expect(() => scopesOf(version)).toThrow(sentence)
    },
  )

  test('a release in between has what came with it, and not what came later', async () => {
    const token = 'secret'
    const has = async (version: string, path: string) => {
      const hub = createHub({ version, users: [{ name: 'ada', admin: true, token }] })
      const headers = { authorization: `token ${token}` }
      return (await hub.fetch(path, { headers })).status === 200
    }
    expect(await has('4.1.6', 'hub/api/shares/ada')).toBe(false)
    expect(await has('5.0.0', 'hub/api/shares/ada')).toBe(true)
    expect(scopesOf('5.5.1')).not.toContain('start:servers')
    expect(scopesOf('6.0.0')).toContain('start:servers')
  })
})
