import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { operations } from '../src/index.ts'
import type { Operation } from '../src/index.ts'
import { fakeHub, json } from './support/fake-hub.ts'

const rows: [string, Operation][] = Object.entries(operations)

const placesOf = (id: string): string[] => id.match(/\{\w+\}/g) ?? []
const wordsOf = ({ scopes }: Operation): string[] =>
  typeof scopes === 'string' ? [scopes] : [...scopes]

/** The ids of the rows for which something holds. */
function rowsThat(holds: (id: string, row: Operation) => boolean): string[] {
  return rows.flatMap(([id, row]) => (holds(id, row) ? [id] : []))
}

describe('the table of operations', () => {
  test('is keyed by method and a path of segments and names', () => {
    const key = /^(GET|POST|PUT|PATCH|DELETE) \/(([\w-]+|\{\w+\})(\/([\w-]+|\{\w+\}))*)?$/
    expect(rowsThat((id) => !key.test(id))).toEqual([])
    expect(rows.length).toBeGreaterThan(50)
  })

  test('names no place twice in a path', () => {
    expect(rowsThat((id) => new Set(placesOf(id)).size < placesOf(id).length)).toEqual([])
  })

  test('says of each row whether it may be repeated, unless it is a GET', () => {
    const said = rowsThat((_, { repeat }) => repeat === undefined)
    expect(said).toEqual(rowsThat((id) => id.startsWith('GET ')))
  })

  test('lets only a DELETE take the 404 of a repeat for success', () => {
    expect(rowsThat((id, row) => row.repeat === 'delete' && !id.startsWith('DELETE '))).toEqual([])
  })

  test('repeats nothing that creates', () => {
    const creating = ['POST /users', 'POST /users/{user}', 'POST /groups', 'POST /groups/{group}']
    creating.push('POST /users/{user}/tokens', 'POST /services/{service}', 'POST /shutdown')
    creating.push('POST /share-codes/{owner}/{server}', 'POST /oauth2/token')
    expect(rowsThat((id, row) => creating.includes(id) && row.repeat !== 'once')).toEqual([])
    expect(rowsThat((id) => creating.includes(id))).toHaveLength(creating.length)
  })

  test('starts servers with a POST of a server only', () => {
    const starts = ['POST /users/{user}/server', 'POST /users/{user}/servers/{server}']
    expect(rowsThat((_, row) => row.repeat === 'start')).toEqual(starts)
  })

  test('names releases as two numbers', () => {
    const release = /^\d+\.\d+$/
    const odd = (text: string | undefined) => text !== undefined && !release.test(text)
    expect(rowsThat((_, { since, until }) => odd(since) || odd(until))).toEqual([])
  })

  test('names scopes, each once, or who may ask without one', () => {
    const word = /^(anonymous|any token|cookie|[a-z]+([:-][a-z]+)*)$/
    expect(rowsThat((_, row) => wordsOf(row).length === 0)).toEqual([])
    expect(rowsThat((_, row) => new Set(wordsOf(row)).size < wordsOf(row).length)).toEqual([])
    expect(rowsThat((_, row) => !wordsOf(row).every((text) => word.test(text)))).toEqual([])
  })

  test('is what capabilities go by', async () => {
    const { hub, sent } = fakeHub(() => json({ version: '4.1.6' }))
    const capabilities = await hub.capabilities()
    expect(capabilities.version).toBe('4.1.6')
    expect(capabilities.has('GET /users')).toBe(true)
    expect(capabilities.has('PUT /groups/{group}/properties')).toBe(true)
    expect(capabilities.has('GET /shares/{owner}')).toBe(false)
    expect(capabilities.has('POST /authorizations/token')).toBe(false)
    await hub.capabilities()
    expect(sent).toHaveLength(1)
  })

  test.each([
    ['6.0.0b2', true],
    ['6.0.0', true],
    ['10.0.0.dev1', true],
    ['5.5.1', false],
    ['1.5.1', false],
    ['something new', true],
  ])('takes hub %s to have what came with 6.0: %j', async (version, expected) => {
    const { hub } = fakeHub(() =>
      json({ version }, { headers: { 'x-jupyterhub-version': version } }),
    )
    expect((await hub.capabilities()).has('GET /users/{user}/server')).toBe(expected)
  })
})

describe('the version of the package', () => {
  const { version } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { version: string }

  test('is the one that requests carry in their user agent', async () => {
    const { hub, sent } = fakeHub(() => json({}))
    await hub.whoami()
    expect(sent[0]?.headers.get('user-agent')).toBe(`jupyterhub-client/${version}`)
  })

  test('gives way to a user agent of one’s own', async () => {
    const { hub, sent } = fakeHub(() => json({}), { userAgent: 'course-tool/2' })
    await hub.whoami()
    expect(sent[0]?.headers.get('user-agent')).toBe('course-tool/2')
  })
})
