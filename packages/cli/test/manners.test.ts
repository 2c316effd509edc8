import { describe, expect, test } from 'vitest'
import { cellForPeople, cellForPrograms } from '../src/output/cell.ts'
import { atHub, secret } from './support/terminal.ts'

describe('an error', () => {
  test('is a sentence and what helps, on stderr', async () => {
    const { jhub } = atHub({ users: [{ name: 'ada', token: 'weak' }] })
    const env = { JUPYTERHUB_API_TOKEN: 'weak' }
    const { code, stdout, stderr } = await jhub('users list', { env })
    expect([code, stdout]).toEqual([4, ''])
    expect(stderr).toMatch(/^jhub: 403 for GET \/users.*list:users/s)
    expect(stderr).toContain('jupyterhub_config.py')
  })

  test('of a token that the hub does not know is an error of who asks', async () => {
    const { jhub } = atHub()
    const { code, stderr } = await jhub('users list', { env: { JUPYTERHUB_API_TOKEN: 'wrong' } })
    expect([code, stderr]).toEqual([4, expect.stringContaining('does not know this token')])
    expect(stderr).not.toContain('wrong')
  })

  test('of a hub that is not there says so', async () => {
    const { jhub, hub } = atHub()
    hub.faults.add({ trouble: 'reset', times: 100 })
    const { code, stderr } = await jhub('users show ada')
    expect([code, stderr]).toEqual([1, expect.stringContaining('Is the address right')])
  })

  test('of the hub itself is in its words, with what was asked, once', async () => {
    const { jhub, hub } = atHub()
    hub.faults.add({ trouble: { status: 400, body: '{"message":"not today"}' } })
    expect((await jhub('users show ada')).stderr).toBe(
      'jhub: not today (400 from GET /users/ada)\n',
    )
    hub.faults.add({ trouble: { status: 400 } })
    expect((await jhub('users show ada')).stderr.match(/GET/g)).toHaveLength(1)
  })

  test('of a command line ends with 2', async () => {
    const { jhub, hub } = atHub()
    for (const [args, says] of [
      ['usrs', /; did you mean users\?\n/],
      ['users list --nmae x', /^jhub: there is no flag --nmae\n/],
      ['users show', /^jhub: <user> is missing\n/],
      ['users list --limit 0', /a number above 0 is needed/],
      ["users show ''", /user/],
    ] as const) {
      expect(await jhub(args)).toMatchObject({ code: 2, stdout: '' })
      expect((await jhub(args)).stderr).toMatch(says)
    }
    expect(hub.requests).toEqual([])
  })

  test('of nobody logged in says how to log in', async () => {
    const { jhub } = atHub()
    expect(await jhub('users list', { env: { JUPYTERHUB_API_TOKEN: undefined } })).toEqual({
      code: 4,
      stdout: '',
      stderr: 'jhub: not logged in to any hub\nLog in: jhub login https://hub.example.org\n',
    })
  })
})

describe('colour', () => {
  const coloured = async (tty: boolean, env: Record<string, string>): Promise<boolean> => {
    const { jhub } = atHub()
    const { stdout } = await jhub('users list', { tty, env })
    return stdout.includes('\x1b[')
  }

  test.each([
    [true, {}, true],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '', TERM: 'dumb' }, false],
    [true, { FORCE_COLOR: '0' }, false],
  ])('is there on a terminal (%j) as %j says: %j', async (tty, env, expected) => {
    expect(await coloured(tty, { NO_COLOR: '', ...env })).toBe(expected)
  })

  test('is not in what is piped, whatever is forced, as it is data', async () => {
    expect(await coloured(false, { NO_COLOR: '' })).toBe(false)
    expect(await coloured(false, { NO_COLOR: '', FORCE_COLOR: '1' })).toBe(false)
  })

  test('is in what is said beside the data, if it is forced', async () => {
    const { jhub } = atHub()
    const env = { NO_COLOR: '', FORCE_COLOR: '1' }
    expect((await jhub('users show nobody', { env })).stderr).toContain('\x1b[31mjhub:')
  })
})

describe('what the hub sends', () => {
  const evil = 'a\x1b[2J\x9b31m\u202egnp\nb\tc'

  test('is nothing that a terminal obeys', async () => {
    const { jhub } = atHub({ groups: [{ name: evil, users: ['ada'] }] })
    for (const args of ['users list', 'users list --csv', 'users list --json name,groups']) {
      for (const tty of [true, false]) {
        const { stdout } = await jhub(args, { tty, columns: 200 })
        expect(stdout).toContain('a\\u001b[2J')
        // oxlint-disable-next-line no-control-regex -- that is what must not be there
        expect(stdout).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]/)
      }
    }
  })

  test('is none in place of a time either', () => {
    const field = { of: () => 'soon\x1b[2J', kind: 'time' } as const
    expect(cellForPeople(field, {}, 0)).toBe('soon\\u001b[2J')
    expect(cellForPrograms(field, {})).toBe('soon\\u001b[2J')
  })

  test('stays what it is in JSON', async () => {
    const { jhub } = atHub({ groups: [{ name: evil, users: ['ada'] }] })
    const { stdout } = await jhub('users show ada --json groups')
    expect(JSON.parse(stdout)).toEqual({ groups: [evil] })
  })

  test('is no formula in a spreadsheet', async () => {
    const { jhub } = atHub({ users: ['=1+1', '@sum', '-2', '+cmd', 'a,"b"'] })
    const { stdout } = await jhub('users list --csv')
    const names = stdout.split('\r\n').map((line) => /^("([^"]|"")*"|[^,]*)/.exec(line)?.[0])
    expect(names.slice(2)).toEqual(["'=1+1", "'@sum", '-2', "'+cmd", '"a,""b"""', ''])
  })
})

describe('--debug', () => {
  test('shows requests on stderr, and no secret', async () => {
    const { jhub } = atHub()
    const { stdout, stderr } = await jhub('users list --debug --json name')
    expect(JSON.parse(stdout)).toEqual([{ name: 'admin' }])
    expect(stderr).toMatch(/^> GET http\S+\/hub\/api\/users\?\S+\n< 200 GET http\S+ in 0 ms\n$/)
    expect(stderr).not.toContain(secret)
  })

  test('shows where an error comes from', async () => {
    const { jhub } = atHub()
    expect((await jhub('users show nobody --debug')).stderr).toMatch(/\n {4}at /)
    expect((await jhub('users show nobody')).stderr).not.toMatch(/\n {4}at /)
  })
})

test('a table is cut to the terminal, the widest column first', async () => {
  const { jhub } = atHub({ groups: [{ name: 'x'.repeat(90), users: ['ada'] }] })
  const { stdout } = await jhub('users list', { tty: true, columns: 60 })
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(60)
  expect(stdout).toContain('x…')
  expect(stdout).toContain('admin  yes')
})

test('sentences are broken between words at the end of the terminal; what is to be copied stays whole', async () => {
  const { jhub } = atHub({ users: [{ name: 'ada', token: 'weak' }] })
  const { stderr } = await jhub('users list --json x', { tty: true, columns: 40 })
  expect(stderr).toBe(
    'jhub: there is no field x\nFields: name, admin, groups, roles,\nserver, pending, created,\n' +
      'last_activity, servers, kind,\nauth_state\n',
  )
  const env = { JUPYTERHUB_API_TOKEN: 'weak' }
  const refusal = await jhub('users list', { tty: true, columns: 40, env })
  const piped = await jhub('users list', { env })
  const copied = (text: string) => text.split('\n').filter((line) => line.startsWith(' '))
  expect(copied(piped.stderr).length).toBeGreaterThan(0)
  expect(copied(refusal.stderr)).toEqual(copied(piped.stderr))
})

test('Ctrl-C ends with 130', async () => {
  const { Interrupted } = await import('../src/errors/interrupted.ts')
  const { jhub, hub } = atHub()
  const controller = new AbortController()
  hub.faults.add({ trouble: { delay: 600_000 } })
  const ran = jhub('users list', { signal: controller.signal })
  setTimeout(() => controller.abort(new Interrupted()), 20)
  expect(await ran).toEqual({ code: 130, stdout: '', stderr: 'jhub: interrupted\n' })
})

test('what all commands take may stand before the command; another flag is told where to stand', async () => {
  const { jhub, hub } = atHub()
  expect((await jhub('--debug users list --json name')).stderr).toContain('> GET ')
  expect(await jhub('--hub nowhere users list')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('there is no hub named nowhere') as string,
  })
  const asked = hub.requests.length
  expect(await jhub('--json name users list')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'jhub: there is no flag --json before the command\nSay flags behind it. See: jhub --help\n',
  })
  expect(hub.requests.length).toBe(asked)
})
