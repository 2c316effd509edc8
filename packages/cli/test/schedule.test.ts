import { HubTimeoutError } from 'jupyterhub-client'
import type { ServerOutcome } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import type { Stage } from '../src/command.ts'
import { Interrupted } from '../src/errors/interrupted.ts'
import { readyBy } from '../src/commands/servers/ready-by.ts'
import {
  announcement,
  overdue,
  outlook,
  verdict,
} from '../src/commands/servers/ready-by-sentences.ts'
import { leadMsOf, momentOf, wallTime } from '../src/commands/servers/schedule.ts'
import type { StartFlags } from '../src/commands/servers/start.ts'
import { jhub, listeningHub } from './support/program.ts'

/** A moment of the machine's own clock. */
const local = (day: number, hours: number, minutes = 0): number =>
  new Date(2026, 0, day, hours, minutes).getTime()

const started = (ms: number): ServerOutcome => {
  const what = 'requested' as const
  const timeline = [
    { ms: 1, what },
    { ms, what: 'ready' as const },
  ]
  return { user: 'ada', name: '', outcome: 'done', server: undefined, timeline }
}

describe('when servers are wanted', () => {
  test('is the next time of day, in the time zone of the machine', () => {
    expect(momentOf('09:00', local(15, 8))).toBe(local(15, 9))
    expect(momentOf('9:00:00', local(15, 22))).toBe(local(16, 9))
    // Whoever is late wants them at once.
    expect(momentOf('09:00', local(15, 9, 30))).toBe(local(15, 9))
    expect(momentOf('09:00', local(15, 10, 30))).toBe(local(16, 9))
  })

  test('may be a day, too', () => {
    expect(momentOf('2026-01-20T09:00', local(15, 8))).toBe(local(20, 9))
    expect(momentOf('2026-01-20T09:00:00Z', local(15, 8))).toBe(Date.UTC(2026, 0, 20, 9))
  })

  test.each(['9', 'nine', '25:00', '09:60', '2026-01-20', '2026-01-10T09:00', ''])(
    'is not %j',
    (text) => {
      expect(() => momentOf(text, local(15, 8))).toThrow(/is no time|is over/)
    },
  )

  test('leaves time to start, and as much again', () => {
    expect(leadMsOf(20_000, 30, 10)).toBe(120_000)
    expect(leadMsOf(20_000, 31, 10)).toBe(160_000)
    expect(leadMsOf(500, 30, 10)).toBe(60_000)
  })

  test('is said as a clock on the wall has it', () => {
    expect(wallTime(local(15, 9), local(15, 8))).toBe('09:00:00')
    expect(wallTime(local(16, 9), local(15, 22))).toBe('2026-01-16 09:00:00')
  })
})

describe('what is said of a start for a certain time', () => {
  const ran: ServerOutcome = {
    ...{ user: 'bob', name: '', outcome: 'done', server: undefined },
    timeline: [{ ms: 1, what: 'ready' }],
  }
  const failed: ServerOutcome = {
    user: 'eve',
    name: '',
    outcome: 'failed',
    error: 0,
    server: undefined,
  }

  test('that has been', () => {
    const late = local(15, 11, 52) + 7000
    expect(overdue(local(15, 11, 40), 2, late)).toBe('11:40:00 was 12 min ago: all begin at once.')
    expect(overdue(late - 500, 1, late)).toMatch(/ was 1 s ago: it begins at once\.$/)
  })

  test('that is ahead', () => {
    const now = local(15, 12)
    expect(announcement(local(16, 1), 6, now)).toBe(
      'Wanted by 2026-01-16 01:00:00, in 13 h. One server starts at once, to see how long it takes; the other 5 wait for it.',
    )
    expect(announcement(local(15, 13), 2, now)).toMatch(
      /in 1 h\. One .*; the other one waits for it\.$/,
    )
    expect(announcement(local(15, 13), 1, now)).toBe(
      'Wanted by 13:00:00, in 1 h. It starts at once.',
    )
  })

  test('when the others begin', () => {
    const [now, from, at] = [local(15, 11, 49), local(15, 11, 50), local(15, 11, 51)]
    const says = (waiting: number, startMs: number | undefined, outcomes: ServerOutcome[]) =>
      outlook({ outcomes, waiting, startMs }, { at, from, now })
    expect(says(4, 900, [ran, started(900)])).toBe(
      '1 of 6 runs already. One took 1 s to start: the other 4 begin at 11:50:00, to be ready by 11:51:00.',
    )
    expect(says(1, 900, [ran, ran, failed, started(900)])).toBe(
      '2 of 5 run already, 1 of 5 failed. One took 1 s to start: the other one begins at 11:50:00, to be ready by 11:51:00.',
    )
    expect(says(3, undefined, [])).toBe(
      'How long one takes is not known: all 3 begin at 11:50:00, to be ready by 11:51:00.',
    )
  })

  test('when there is too little time', () => {
    const [now, at, from] = [local(15, 11, 49), local(15, 11, 51), undefined]
    const says = (waiting: number, outcomes: ServerOutcome[]) =>
      outlook({ outcomes, waiting, startMs: undefined }, { at, from, now })
    expect(says(1, [failed])).toBe(
      '1 of 2 failed. How long one takes is not known: the other one may not be ready by 11:51:00, and begins at once.',
    )
    expect(says(1, [])).toMatch(/: it may not be ready by 11:51:00, and begins at once\.$/)
    expect(says(2, [ran])).toMatch(
      /: the other 2 may not be ready by 11:51:00, and begin at once\.$/,
    )
  })

  test('when it is over: a rate only of twenty or more, over a minute or more', () => {
    const at = local(15, 11, 51)
    const says = (last: ServerOutcome[], tookMs: number) =>
      verdict([...last, ran], last, { at, began: at - tookMs - 1000, now: at - 1000 })
    const twenty = Array.from({ length: 20 }, () => started(900))
    expect(says(twenty, 120_000)).toBe('21 of 21 ready 1 s before 11:51:00; 10 a minute.')
    expect(says(twenty, 59_000)).toBe('21 of 21 ready 1 s before 11:51:00.')
    expect(says([...twenty.slice(1), failed, ran], 120_000)).toBe(
      '21 of 22 ready 1 s before 11:51:00.',
    )
  })
})

test('a start that took too long is told as such, where no other is begun', async () => {
  let time = local(15, 8)
  const io = { now: () => time, signal: new AbortController().signal }
  const stage = { io, out: { note: () => {} }, flags: {} } as unknown as Stage<StartFlags>
  const targets = ['a', 'b', 'c', 'd', 'e'].map((user) => ({ user, name: '' }))
  const url = 'http://hub.test/hub/api/users/a/server'
  const summary = { method: 'POST', path: '/users/a/server', url, attempts: 1 }
  const outcomes = await readyBy(stage, targets, local(15, 12), async ([one], limitMs = 0) => {
    const { user = '', name = '' } = one ?? {}
    const isSlow = user === 'a'
    time += isSlow ? limitMs : 1000
    const error = isSlow ? new HubTimeoutError('total', limitMs, summary) : new Error('no room')
    return [{ user, name, outcome: 'failed', error, server: undefined }]
  })
  const told = outcomes.map(({ user, outcome }: ServerOutcome) => `${user} ${outcome}`)
  expect(told.toSorted()).toEqual(['a failed', 'b failed', 'c failed', 'd failed', 'e not_started'])
})

test('one that took too long is told as such, too, where Ctrl-C ends the waiting', async () => {
  let time = local(15, 8)
  const controller = new AbortController()
  const io = {
    now: () => time,
    signal: controller.signal,
    stdout: { isTTY: true },
    stderr: { isTTY: false },
  }
  const note = (text: string) => {
    if (/ begin at /.test(text)) controller.abort(new Interrupted())
  }
  const stage = { io, out: { note }, flags: {} } as unknown as Stage<StartFlags>
  const targets = ['a', 'b', 'c'].map((user) => ({ user, name: '' }))
  const summary = { method: 'POST', path: '/', url: 'http://hub.test/hub/api/', attempts: 1 }
  const begun: string[] = []
  const outcomes = await readyBy(stage, targets, local(15, 12), async ([one], limitMs = 0) => {
    const { user = '', name = '' } = one ?? {}
    if (controller.signal.aborted) return [{ user, name, outcome: 'not_started' }]
    begun.push(user)
    time += user === 'a' ? limitMs : 900
    if (user !== 'a') return [Object.assign({}, started(900), { user, name })]
    const error = new HubTimeoutError('total', limitMs, summary)
    return [{ user, name, outcome: 'failed', error, server: undefined }]
  })
  const told = outcomes.map(({ user, outcome }: ServerOutcome) => `${user} ${outcome}`)
  expect([begun, told]).toEqual([
    ['a', 'b'],
    ['b done', 'a failed', 'c not_started'],
  ])
})

describe('jhub servers start --ready-by', { timeout: 60_000 }, () => {
  /** Runs it for so many seconds after the time at which servers begin at the latest. */
  async function startBy(users: readonly string[], seconds: number) {
    const { hub, env } = await listeningHub({ users: [...users] })
    const by = new Date(Date.now() + 60_000 + seconds * 1000).toISOString()
    return { hub, run: jhub(['servers', 'start', ...users, '--ready-by', by], env), by }
  }

  test('begins one at once, and the others when they must', async () => {
    const { run, by } = await startBy(['ada', 'eve', 'zoe'], 3)
    const [code, stdout, stderr] = await run.ended
    expect(code).toBe(0)
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    const told = events
      .filter(({ what }) => what !== 'progress')
      .map(({ what, user = '' }) => `${String(what)} ${String(user)}`.trim())
    expect(told.slice(0, 3)).toEqual(['started ada', 'done ada', 'waiting'])
    expect(told.slice(3).toSorted()).toEqual(['done eve', 'done zoe', 'started eve', 'started zoe'])
    const waiting = events.find(({ what }) => what === 'waiting')
    expect(waiting).toMatchObject({ ready_by: by, waiting: 2 })
    expect(Date.parse(by) - Date.parse(String(waiting?.['until']))).toBe(60_000)
    expect(stderr).toMatch(
      /^Wanted by [-\d :]+, in 1 min( \d s)?\. One server starts at once[^\n]+; the other 2 wait for it\.\nOne took \d+ s to start: the other 2 begin at [-\d :]+, to be ready by [-\d :]+\.\n3 of 3 ready \d+ s before [-\d :]+\.\n$/,
    )
  })

  test('says that there is not enough time', async () => {
    const { run } = await startBy(['ada', 'eve'], -30)
    const [code, , stderr] = await run.ended
    expect([code, stderr]).toEqual([0, expect.stringContaining('may not be ready by')])
  })

  test('says that the time has been before all begin at once', async () => {
    const { hub, run } = await startBy(['ada', 'eve'], -180)
    const [code, stdout, stderr] = await run.ended
    expect(code).toBe(0)
    expect(stderr).toMatch(
      /^[-\d :]+ was 2 min ago: all begin at once\.\n2 of 2 ready 2 min( \d+ s)? after [-\d :]+\.\n$/,
    )
    expect(stdout).toMatch(/"user":"eve"[^\n]*"what":"started"[^]*"user":"ada"[^\n]*"what":"done"/)
    expect(hub.requests.filter(({ method }) => method === 'POST')).toHaveLength(2)
  })

  test('begins no other where the first three fail', async () => {
    const users = ['a', 'b', 'c', 'd', 'e']
    const { hub, run } = await startBy(users, 600)
    for (const user of users) hub.spawner.script(user, [{ fail: 'no room' }])
    const [code, , stderr] = await run.ended
    expect([code, stderr]).toEqual([1, expect.stringContaining('The first 3 did not start')])
    expect(hub.requests.filter(({ method }) => method === 'POST')).toHaveLength(3)
  })

  test('passes over those that run, and begins no other where three that do not fail', async () => {
    const users = ['a', 'b', 'c', 'd', 'e', 'f']
    const { hub, env } = await listeningHub({ users })
    await jhub(['servers', 'start', 'a', 'c'], env).ended
    for (const user of ['b', 'd', 'e', 'f']) hub.spawner.script(user, [{ fail: 'no room' }])
    const by = new Date(Date.now() + 600_000).toISOString()
    const [code, , stderr] = await jhub(['servers', 'start', ...users, '--ready-by', by], env).ended
    expect([code, stderr]).toEqual([1, expect.stringContaining('The first 3 did not start')])
    expect(hub.state.users.get('f')?.servers.get('')).toBeUndefined()
  })

  test('begins all when it is time, though none has shown how long it takes', async () => {
    const { hub, run } = await startBy(['ada', 'eve', 'zoe'], 2)
    hub.spawner.script('ada', [{ wait: 4000 }, { fail: 'no room' }])
    const [code, , stderr] = await run.ended
    expect(code).toBe(1)
    expect(stderr).toContain(
      '1 of 3 failed. How long one takes is not known: the other 2 may not be ready by',
    )
    expect(stderr).toContain('2 of 3 ready')
  })

  test.each(['a start', 'an answer'])('%s that never comes holds nobody up', async (what) => {
    const users = ['ada', 'eve', 'zoe']
    const { hub, env } = await listeningHub({ users, config: { slow_spawn_timeout: 0 } })
    if (what === 'a start') hub.spawner.script('ada', [{ hang: true }])
    else {
      const path = '/hub/api/users/ada/{path*}'
      hub.faults.add({ path, times: Infinity, trouble: { delay: 600_000 } })
    }
    const by = new Date(Date.now() + 62_000).toISOString()
    const flags = ['--ready-by', by, '--timeout', '8s']
    const [code, stdout, stderr] = await jhub(['servers', 'start', ...users, ...flags], env).ended
    expect(code).toBe(8)
    expect(stderr).toContain('ada takes too long to go by; it goes on with the others.\n')
    expect(stderr).toContain('2 of 3 ready')
    for (const name of ['eve', 'zoe']) {
      expect(stdout).toMatch(new RegExp(`"user":"${name}"[^\\n]*"what":"done"`))
    }
  })

  test('ends at Ctrl-C while it waits', async () => {
    const { hub, run } = await startBy(['ada', 'eve'], 600)
    let said = ''
    run.child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    while (!said.includes('begins at')) await new Promise((resolve) => setTimeout(resolve, 10))
    run.child.kill('SIGINT')
    const [code, stdout, stderr] = await run.ended
    expect([code, stderr]).toEqual([130, expect.stringContaining('jhub: interrupted')])
    expect(stdout).toMatch(/"user":"eve"[^\n]*"what":"not_started"/)
    expect(hub.state.users.get('eve')?.servers.get('')).toBeUndefined()
  })
})
