import { describe, expect, test } from 'vitest'
import type { OwnedServer } from '../src/commands/servers/shape.ts'
import { style } from '../src/output/colour.ts'
import { keysIn } from '../src/output/keys.ts'
import { widthOf } from '../src/output/width.ts'
import { renderTop } from '../src/top/render.ts'
import {
  afterLook,
  afterLoss,
  afterOrder,
  afterProgress,
  beforeAnyLook,
  inOrder,
  startingOnes,
} from '../src/top/state.ts'
import type { TopState } from '../src/top/state.ts'
import { listeningHub } from './support/program.ts'
import { atHub, now } from './support/terminal.ts'
import { hasTmux, openTerminal } from './support/tmux.ts'

const server = (user: string, more: Partial<OwnedServer> = {}): OwnedServer => ({
  user,
  name: '',
  ready: true,
  pending: null,
  url: `/user/${user}/`,
  progress_url: '',
  last_activity: '2026-01-15T11:59:50Z',
  started: '2026-01-15T11:00:00Z',
  ...more,
})
const starting = { ready: false, pending: 'spawn' } as const

const look = (servers: readonly OwnedServer[], at = now) => ({
  at,
  version: '6.0.1',
  answerMs: 12,
  servers: new Map(servers.map((one) => [one.user, one])),
})
const start = beforeAnyLook('https://hub.example.org/hub/api')

const plain = style({ isTTY: false }, {})
const screenOf = (state: TopState, columns = 80, rows = 24): string[] =>
  renderTop(state, { columns, rows, now, paint: plain })

describe('what jhub top shows', () => {
  const some = afterLook(start, look([server('grace'), server('ada', starting)]))

  test('servers that start come first, with their bars', () => {
    const state = afterProgress(some, 'ada', { progress: 40, message: 'Pulling\x1b[2J image' })
    const screen = screenOf(state)
    expect(screen).toHaveLength(24)
    expect(screen[1]).toBe('answers in 12 ms   2 servers of 2 users: 1 ready, 1 starting   +0 -0')
    expect(screen[4]).toBe('ada     starting   ████████░░░░░░░░░░░░  40 % Pulling\\u001b[2J image')
    expect(screen[5]).toBe('grace   ready      1 hour ago        just now')
    expect(startingOnes(state)).toEqual(['ada'])
  })

  test('fits any screen', () => {
    const many = Array.from({ length: 500 }, (_, n) => server(`日本語-student-${n}`.repeat(3)))
    const state = afterLook(some, look(many))
    for (const [columns, rows] of [
      [80, 24],
      [120, 40],
      [20, 6],
      [10, 3],
      [200, 600],
    ] as const) {
      const screen = screenOf(state, columns, rows)
      expect(screen.length).toBeLessThanOrEqual(rows)
      for (const line of screen) expect(widthOf(line)).toBeLessThanOrEqual(columns)
    }
    expect(screenOf(state).join('\n')).toContain('… and ')
  })

  test('tells who came and who went', () => {
    const next = afterLook(some, look([server('ada'), server('noether', starting)], now + 2000))
    expect(next.news.map(({ kind, server: name }) => `${name} ${kind}`)).toEqual([
      'ada ready',
      'noether starting',
      'grace gone',
    ])
    expect([next.arrived, next.departed]).toEqual([1, 1])
    expect(screenOf(next, 120).join('\n')).toContain('+1 -1 since the last look')
    expect(screenOf(next).join('\n')).toMatch(/\d\d:\d\d:\d\d - grace gone/)
  })

  test('nobody is gone because the hub is', () => {
    const loss = (why: string) => ({ isDown: true, why })
    const lost = afterLoss(afterLoss(some, loss('refused'), now - 5000), loss('no route'), now)
    expect(lost.news).toEqual([])
    expect(screenOf(lost)[1]).toMatch(/^not reachable since \S+ \(5 s\), trying: no route$/)
    expect(screenOf(lost).join('\n')).toContain('grace')
    const refused = afterLoss(some, { isDown: false, why: 'no such token' }, now)
    expect(screenOf(refused)[1]).toMatch(/^refused since \S+ \(0 s\), trying: no such token$/)
    const back = afterLook(lost, look([server('grace')]))
    expect([back.lost, back.departed]).toEqual([undefined, 1])
  })

  test.each([80, 40, 13])('says why the hub is gone to the end, on %i columns', (columns) => {
    const why = `connect ECONNREFUSED ${'hub.example.org.'.repeat(8)}:443, and no other address`
    const screen = screenOf(afterLoss(some, { isDown: true, why }, now), columns, 40)
    for (const line of screen) expect(widthOf(line)).toBeLessThanOrEqual(columns)
    expect(screen.join('').replaceAll(/\s/g, '')).toContain(why.replaceAll(' ', ''))
    expect(screen.join('\n')).toContain('grace')
    expect(screenOf(afterLoss(some, { isDown: true, why }, now), columns, 6)).toHaveLength(6)
  })

  test('is ordered as one likes', () => {
    const old = { started: '2026-01-01T00:00:00Z', last_activity: '2026-01-15T11:59:59Z' }
    let state = afterLook(start, look([server('zoe', starting), server('ada', old), server('bob')]))
    const orders: string[] = []
    for (let n = 0; n < 4; n += 1) {
      orders.push(
        `${state.order}: ${inOrder(state)
          .map(({ user }) => user)
          .join(' ')}`,
      )
      state = afterOrder(state)
    }
    expect(orders).toEqual([
      'state: zoe ada bob',
      'name: ada bob zoe',
      'started: bob zoe ada',
      'activity: ada bob zoe',
    ])
  })

  test('is drawn in a moment for ten thousand servers', () => {
    const state = afterLook(start, look(Array.from({ length: 10_000 }, (_, n) => server(`u${n}`))))
    const before = performance.now()
    screenOf(state)
    // Not a measurement: something that looks at each pair would take minutes.
    expect(performance.now() - before).toBeLessThan(10_000)
  })
})

describe('jhub top --once', () => {
  test('is a list of what is active, and asks for no one else', async () => {
    const { jhub, hub } = atHub({ users: ['ada', 'grace'] })
    await jhub('servers start ada ada/lab')
    const { code, stdout } = await jhub('top --once')
    expect([code, stdout.split('\n').map((line) => line.split('\t').slice(0, 2))]).toEqual([
      0,
      [['ada', 'ready'], ['ada/lab', 'ready'], ['']],
    ])
    expect((await jhub('top --json server,state')).stdout).toBe(
      '[\n{"server":"ada","state":"ready"},\n{"server":"ada/lab","state":"ready"}\n]\n',
    )
    expect((await jhub('top --once', { tty: true })).stdout).toMatch(/^SERVER +STATE/)
    const listings = hub.requests.filter(({ path }) => path.includes('/users?'))
    expect(listings.every(({ path }) => path.includes('state=active'))).toBe(true)
  })

  test('needs a token that may see servers', async () => {
    const { jhub } = atHub({
      services: [{ name: 'lister', api_token: 'lister-token' }],
      roles: [{ name: 'lister', services: ['lister'], scopes: ['list:users', 'read:users:name'] }],
    })
    await jhub('servers start admin')
    const env = { JUPYTERHUB_API_TOKEN: 'lister-token' }
    const { code, stderr } = await jhub('top --once', { env })
    expect([code, stderr]).toEqual([4, expect.stringContaining('read:servers')])
  })

  test('is what is left without a terminal', async () => {
    const { jhub } = atHub()
    const { code, stderr } = await jhub('top')
    expect([code, stderr]).toEqual([2, expect.stringContaining('--once')])
  })
})

test('keys that come at once are all heard', () => {
  expect(keysIn('sq')).toEqual(['s', 'q'])
  expect(keysIn('\x03\x03')).toEqual(['ctrl-c', 'ctrl-c'])
  expect(keysIn('\x1b[As\x1bOP\x1b[1;5q')).toEqual(['s'])
})

describe.runIf(hasTmux)('jhub top on a terminal', { timeout: 60_000 }, () => {
  test('hears keys that come at once', async () => {
    const { env } = await listeningHub()
    const terminal = openTerminal({ ...env, NO_COLOR: '1' })
    terminal.type('jhub top; echo left with $?')
    await terminal.shows(/^answers in \d+ ms/m)
    terminal.keys('sq')
    expect(await terminal.shows(/^left with 0$/m)).not.toContain('answers')
    terminal.type('clear; jhub top; echo left with $?')
    await terminal.shows(/^answers in \d+ ms/m)
    terminal.press('C-c', 'C-c')
    expect(await terminal.shows(/^left with 130$/m)).not.toContain('answers')
  })

  test('follows starts, a resize and a restart of the hub, and leaves all as it was', async () => {
    const { hub, env } = await listeningHub({
      users: ['ada', 'grace'],
      config: { slow_spawn_timeout: 0 },
    })
    const terminal = openTerminal({ ...env, NO_COLOR: '1' })
    terminal.type('echo before; jhub top --every 1s')
    await terminal.shows(/^jhub top {2}http.* JupyterHub 6\.0/m)
    hub.spawner.script('ada', [{ progress: 40, message: 'Pulling image' }, { hang: true }])
    await fetch(`${hub.url}hub/api/users/ada/server`, {
      method: 'POST',
      headers: { authorization: `token ${env['JUPYTERHUB_API_TOKEN']}` },
    })
    await terminal.shows(/^ada +starting +█{8}░{12} +40 % Pulling image$/m)
    expect(await terminal.shows(/\+ ada starting/)).not.toContain('before')

    terminal.resize(60, 12)
    await terminal.shows(/^q leave {3}s order: state$/m)
    const small = await terminal.shows(/^ada +starting +█{8}░{12} +40 % Pulling/m)
    expect(small.trimEnd().split('\n')).toHaveLength(12)
    terminal.resize(100, 30)
    terminal.press('s')
    await terminal.shows(/order: name/)

    hub.faults.add({ trouble: { restart: 3000 } })
    await terminal.shows(/not reachable since \d\d:\d\d:\d\d \(\d s\), trying: (?!GET)\S/)
    await terminal.shows(/^answers in \d+ ms/m)

    terminal.press('q')
    const after = await terminal.shows(/before\n\$\s*$/)
    expect(after).not.toContain('jhub top  http')
    terminal.type('stty -a | grep -o " echo \\| icanon"; jhub top')
    await terminal.shows(/^answers in \d+ ms/m)
    terminal.press('C-c')
    expect(await terminal.shows(/jhub top\n icanon\n echo\n\$\s*$/)).not.toContain('answers')
  })
})
