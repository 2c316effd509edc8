import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Server, User } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { decideServer, decideUser } from '../src/cull/decide.ts'
import { parseMoment } from '../src/cull/moment.ts'
import type { Policy } from '../src/cull/policy.ts'
import { readRules } from '../src/cull/rules.ts'
import { spanOf } from '../src/duration.ts'
import { folder } from './support/folder.ts'

const now = Date.parse('2026-01-15T12:00:00Z')
const hour = 3600

const base: Policy = {
  timeout: hour,
  maxAge: 0,
  defaultServers: true,
  namedServers: true,
  removeNamed: false,
  users: true,
  adminUsers: true,
  protectedUsers: new Set(),
  rules: new Map(),
}

const server = (more: Partial<Server> = {}): Server => ({
  name: '',
  ready: true,
  pending: null,
  started: '2026-01-15T07:00:00.000000Z',
  last_activity: '2026-01-15T10:00:00.000000Z',
  url: '/user/ada/',
  progress_url: '/hub/api/users/ada/server/progress',
  ...more,
})

const user = (more: Partial<User> = {}): User => ({
  kind: 'user',
  name: 'ada',
  admin: false,
  groups: [],
  created: '2026-01-01T12:00:00Z',
  last_activity: '2026-01-15T10:00:00Z',
  ...more,
})

/** What is decided about a server: why, and in words. */
function about(
  more: Partial<Server>,
  policy: Partial<Policy> = {},
  owner: Partial<User> = {},
): string {
  const { cull, because, reason } = decideServer(
    user(owner),
    server(more),
    { ...base, ...policy },
    now,
  )
  return `${cull ? 'stop' : 'keep'} (${because}): ${reason}`
}

function aboutUser(more: Partial<User>, policy: Partial<Policy> = {}, staying = 0): string {
  const { cull, because, reason } = decideUser(user(more), staying, { ...base, ...policy }, now)
  return `${cull ? 'delete' : 'keep'} (${because}): ${reason}`
}

describe('a server', () => {
  test('is stopped at its timeout, to the microsecond', () => {
    expect(about({})).toBe('stop (idle): idle for 2 h, 1 h allowed')
    expect(about({ last_activity: '2026-01-15T11:00:00.000000Z' })).toMatch(/^stop/)
    expect(about({ last_activity: '2026-01-15T11:00:00.000001Z' })).toBe(
      'keep (active): idle for 59 min 59 s, 1 h allowed',
    )
    expect(about({ last_activity: '2026-01-15T12:00:30Z' })).toMatch(/^keep \(active\)/)
  })

  test('that was never active has been idle since its start', () => {
    const reason = 'stop (idle): never active since its start 5 h ago, 1 h allowed'
    expect(about({ last_activity: null })).toBe(reason)
    const started = '2026-01-15T11:30:00Z'
    expect(about({ last_activity: null, started })).toMatch(/^keep \(active\)/)
  })

  test('is stopped when it is too old, busy or not', () => {
    const busy = { last_activity: '2026-01-15T11:59:00Z' }
    expect(about(busy)).toMatch(/^keep/)
    expect(about(busy, { maxAge: 5 * hour })).toBe('stop (max_age): up for 5 h, 5 h allowed')
    expect(about(busy, { maxAge: 5 * hour + 1 })).toMatch(/^keep \(active\)/)
    expect(about({ ...busy, started: null }, { maxAge: 1 })).toMatch(/^keep \(active\)/)
  })

  test('is left alone while the hub is at it', () => {
    expect(about({ pending: 'spawn', ready: false })).toBe('keep (pending): it starts')
    expect(about({ pending: 'stop' })).toBe('keep (pending): it stops')
    expect(about({ pending: 'check' })).toBe('keep (pending): the hub is at work: check')
    expect(about({ ready: false })).toMatch(/^keep \(not_ready\)/)
  })

  test('is never stopped for dates that are missing or cannot be read', () => {
    const maxAge = 1
    const cases: [Partial<Server>, RegExp][] = [
      [{ last_activity: 'yesterday' }, /its last activity cannot be read: yesterday/],
      [{ last_activity: '2026-13-15T10:00:00Z' }, /cannot be read/],
      [{ started: 'long ago' }, /its beginning cannot be read: long ago/],
      [{ last_activity: null, started: null }, /nobody knows since when/],
    ]
    for (const [dates, reason] of cases) {
      expect(about(dates, { maxAge })).toMatch(/^keep \(unknown_dates\)/)
      expect(about(dates, { maxAge })).toMatch(reason)
    }
    const { last_activity: _, ...without } = server()
    const unseen = decideServer(user(), without as Server, { ...base, maxAge }, now)
    expect(unseen).toMatchObject({ cull: false, because: 'unknown_dates' })
  })

  test('of a kind that is not asked for is stopped only when it is too old, as the culler does', () => {
    expect(about({}, { defaultServers: false })).toBe(
      'keep (excluded): default servers are not looked at',
    )
    expect(about({ name: 'lab' }, { defaultServers: false })).toMatch(/^stop \(idle\)/)
    expect(about({ name: 'lab' }, { namedServers: false })).toMatch(/^keep \(excluded\)/)
    expect(about({}, { defaultServers: false, maxAge: hour })).toMatch(/^stop \(max_age\)/)
  })

  test('follows the rules of its owner’s groups, the best of them', () => {
    const rules = new Map([
      ['short', { timeout: 600, protect: false }],
      ['long', { timeout: 3 * hour, maxAge: 0, protect: false }],
      ['old', { maxAge: 4 * hour, protect: false }],
      ['staff', { protect: true }],
    ])
    const active = { last_activity: '2026-01-15T11:45:00Z' }
    expect(about(active, { rules }, { groups: ['short'] })).toBe(
      'stop (idle): idle for 15 min, 10 min allowed in short',
    )
    expect(about({}, { rules }, { groups: ['short', 'long'] })).toBe(
      'keep (active): idle for 2 h, 3 h allowed in long',
    )
    expect(about(active, { rules }, { groups: ['old'] })).toBe(
      'stop (max_age): up for 5 h, 4 h allowed in old',
    )
    expect(about(active, { rules }, { groups: ['old', 'long'] })).toMatch(/^keep/)
    expect(about({}, { rules }, { groups: ['short', 'staff'] })).toBe(
      'keep (protected): the group staff is protected',
    )
    expect(about({}, { protectedUsers: new Set(['ada']) })).toBe(
      'keep (protected): ada is protected',
    )
  })
})

describe('a user', () => {
  test('is deleted who was not seen for long, and has no servers', () => {
    expect(aboutUser({})).toBe('delete (idle): not seen for 2 h, 1 h allowed')
    expect(aboutUser({}, {}, 1)).toBe('keep (servers_stay): 1 server not stopped')
    expect(aboutUser({ last_activity: null })).toBe(
      'delete (idle): never seen since made 14 d ago, 1 h allowed',
    )
    const active = { last_activity: '2026-01-15T11:45:00Z' }
    expect(aboutUser(active)).toMatch(/^keep \(active\)/)
    expect(aboutUser(active, { maxAge: hour })).toBe('delete (max_age): made 14 d ago, 1 h allowed')
  })

  test('is kept who is an admin, or may be one', () => {
    expect(aboutUser({ admin: true })).toMatch(/^delete/)
    expect(aboutUser({ admin: true }, { adminUsers: false })).toBe('keep (excluded): an admin')
    const { admin: _, ...unknown } = user()
    const decided = decideUser(unknown, 0, { ...base, adminUsers: false }, now)
    expect(decided).toMatchObject({ cull: false, because: 'excluded' })
    // As the culler does.
    expect(aboutUser({ admin: true }, { adminUsers: false, maxAge: 1 })).toMatch(/^delete/)
  })

  test('is kept who is protected, asks, or has no dates', () => {
    expect(aboutUser({}, { self: 'ada' })).toBe('keep (protected): this is you')
    expect(aboutUser({}, { protectedUsers: new Set(['ada']) })).toMatch(/^keep \(protected\)/)
    const { last_activity: _, ...unseen } = user()
    expect(decideUser(unseen, 0, base, now)).toMatchObject({ because: 'unknown_dates' })
    expect(aboutUser({ created: null, last_activity: null })).toMatch(/^keep \(unknown_dates\)/)
  })
})

test('moments without an offset are in UTC, whatever the machine thinks', () => {
  const expected = Date.parse('2026-01-15T10:00:00Z')
  for (const text of ['2026-01-15T10:00:00', '2026-01-15 10:00:00Z', '2026-01-15T11:00:00+01:00']) {
    expect(parseMoment(text)).toBe(expected)
  }
  expect(parseMoment('2026-01-15T10:00:00.5+0000')).toBe(expected + 500)
  expect(parseMoment('2026-01-15T10:00:00.000001Z')).toBeCloseTo(expected + 0.001, 3)
  for (const text of ['', '2026-01-15', '10:00', '2026-02-31T10:00:00X', '0']) {
    expect(parseMoment(text)).toBeUndefined()
  }
})

test('times are said by their two largest units', () => {
  const spans = [0, 59, 60, 90, 3600, 3660, 7325, 90_000, 86_400].map(spanOf)
  expect(spans).toEqual([
    '0 s',
    '59 s',
    '1 min',
    '1 min 30 s',
    '1 h',
    '1 h 1 min',
    '2 h 2 min',
    '1 d 1 h',
    '1 d',
  ])
})

describe('rules in a file', () => {
  const written = (name: string, text: string): string => {
    const path = join(folder(), name)
    writeFileSync(path, text)
    return path
  }

  test('are the same in CSV and JSON', async () => {
    const csv = written(
      'rules.csv',
      'group,timeout,max_age,protect\nclass101,2h,0,\nstaff,,,yes\ngpu,1800,12h,no\n',
    )
    const json = written(
      'rules.json',
      JSON.stringify({
        class101: { timeout: '2h', max_age: 0 },
        staff: { protect: true },
        gpu: { timeout: 1800, max_age: '12h', protect: false },
      }),
    )
    const rules = await readRules(csv)
    expect([...rules]).toEqual([
      ['class101', { timeout: 7200, maxAge: 0, protect: false }],
      ['staff', { protect: true }],
      ['gpu', { timeout: 1800, maxAge: 43_200, protect: false }],
    ])
    expect(await readRules(json)).toEqual(rules)
  })

  test.each([
    ['a.csv', 'group,timeout\nx,soon\n', /a\.csv:2:1: a time is like/],
    ['a.csv', 'group,idle\nx,1h\n', /a\.csv:1:7: there is no column "idle": group, timeout/],
    ['a.csv', 'timeout\n1h\n', /a\.csv:1:1: the first line must name a column "group"/],
    ['a.csv', 'group,timeout\nx,1h\nx,2h\n', /a\.csv:3:1: the group x has a rule already/],
    ['a.csv', 'group,timeout\nx\n', /a\.csv:2:1: 1 cells, where the header has 2/],
    ['a.csv', 'group,protect\nx,maybe\n', /protect is yes or no, not "maybe"/],
    ['a.csv', 'group,protect\n"x,yes\n', /a quote is not closed/],
    ['a.json', '{"x":{"idle":1}}', /x: there is no "idle", only timeout/],
    ['a.json', '{"x":1}', /rules are like/],
    ['a.json', '[]', /rules are like/],
    ['a.json', '{', /a\.json: /],
    ['a.txt', '', /rules are a \.csv or \.json file/],
  ])('%s with %j is refused', async (name, text, message) => {
    await expect(readRules(written(name, text))).rejects.toThrow(message)
  })
})
