import type { Fetch } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { manualClock } from 'jupyterhub-emulator'
import { Interrupted } from '../src/errors/interrupted.ts'
import { atHub, now } from './support/terminal.ts'
import type { Ran } from './support/terminal.ts'

const seeds = {
  clock: manualClock(new Date('2026-01-15T11:00:00Z')),
  users: ['ada', 'grace'],
  groups: [{ name: 'class101', users: ['ada', 'grace'] }],
}

const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

/** Presses Ctrl-C once the hub has been asked of so many users to change something, or how it goes on. */
async function interrupted(
  { hub, jhub }: Pick<ReturnType<typeof atHub>, 'hub' | 'jhub'>,
  args: string,
  { tty = false, after = 1 } = {},
): Promise<Ran> {
  const controller = new AbortController()
  const users = new Set<string | undefined>()
  const fetch: Fetch = (url, init) => {
    const answer = hub.fetch(url, init)
    const isOfServer = init.method !== 'GET' || url.endsWith('/progress')
    if (isOfServer) users.add(/\/users\/([^/]+)/.exec(url)?.[1])
    if (users.size === after) setTimeout(() => controller.abort(new Interrupted()))
    return answer
  }
  return jhub(args, { signal: controller.signal, tty, fetch })
}

describe('jhub servers start', () => {
  test('is a table in the end on a terminal, with bars before', async () => {
    const { jhub, hub } = atHub(seeds)
    hub.spawner.script('ada', [{ progress: 50, message: 'Pulling image' }])
    const { code, stdout, stderr } = await jhub('servers start ada', { tty: true })
    const url = `${hub.url}user/ada/`
    expect([code, stdout]).toEqual([0, `SERVER  OUTCOME  URL\nada     done     ${url}\n`])
    expect(stderr).toMatch(/ada +░{20} +0 % asked for\n0 of 1 done\n/)
    // The bars are gone in the end.
    expect(stderr.endsWith('\x1b[J')).toBe(true)
  })

  test('is a line of JSON for each thing that happens in a pipe', async () => {
    const { jhub } = atHub(seeds)
    const { code, stdout, stderr } = await jhub('servers start --group class101')
    expect([code, stderr]).toEqual([0, ''])
    const events = linesOf(stdout).map(({ user, what }) => `${String(user)} ${String(what)}`)
    expect(events).toContain('ada started')
    expect(events).toContain('grace done')
  })

  test('is JSON in the end if fields are named', async () => {
    const { jhub, hub } = atHub(seeds)
    const { stdout } = await jhub('servers start ada/lab grace --json server,outcome')
    expect(JSON.parse(stdout)).toEqual([
      { server: 'ada/lab', outcome: 'done' },
      { server: 'grace', outcome: 'done' },
    ])
    expect(hub.requests.filter(({ method }) => method === 'POST')).toHaveLength(2)
  })

  test('hands options to the spawner', async () => {
    const { jhub, hub } = atHub(seeds)
    await jhub(`servers start ada --options '{"profile":"gpu"}'`)
    const { stdout } = await jhub('servers list ada --json user_options')
    expect(JSON.parse(stdout)).toEqual([{ user_options: { profile: 'gpu' } }])
    for (const options of ['gpu', '[]']) {
      expect(await jhub(`servers start grace --options ${options}`)).toMatchObject({ code: 2 })
    }
    expect(hub.requests.some(({ path }) => path.includes('grace/server'))).toBe(false)
  })

  test('says why one did not come up, and brings up the others', async () => {
    const { jhub, hub } = atHub(seeds)
    hub.spawner.script('ada', [
      { progress: 10, message: 'Looking for room' },
      { fail: 'no room for this server' },
    ])
    const { code, stdout, stderr } = await jhub('servers start ada grace --json server,outcome')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toContainEqual({ server: 'ada', outcome: 'failed' })
    expect(JSON.parse(stdout)).toContainEqual({ server: 'grace', outcome: 'done' })
    expect(stderr).toContain('no room for this server')
  })

  test('says in its line of JSON why one did not come up', async () => {
    const { jhub, hub } = atHub(seeds)
    hub.spawner.script('ada', [{ fail: 'no room for this server' }])
    const { code, stdout } = await jhub('servers start ada')
    expect(code).toBe(1)
    expect(linesOf(stdout)).toContainEqual(
      expect.objectContaining({
        ...{ user: 'ada', what: 'failed' },
        error: expect.stringContaining('no room for this server'),
      }),
    )
    const { stdout: fields } = await jhub('servers start ada --json server,outcome,error')
    expect(JSON.parse(fields)).toMatchObject([{ error: expect.stringContaining('no room') }])
  })

  test('has the reason in its table, and not on stderr as well', async () => {
    const { jhub, hub } = atHub(seeds)
    hub.spawner.script('ada', [{ fail: 'no \x1b[2Jroom for this server' }])
    const started = await jhub('servers start ada grace nobody', { tty: true, columns: 100 })
    expect(started.stdout.split('\n')).toEqual([
      expect.stringMatching(/^SERVER +OUTCOME +URL +REASON$/),
      expect.stringMatching(/^ada +failed +no \\u001b\[2Jroom for this server \(after [\d.]+ s/),
      expect.stringMatching(/^grace +done +http:\S+\/user\/grace\/$/),
      expect.stringMatching(/^nobody +failed +there is no user nobody$/),
      '',
    ])
    expect(started.code).toBe(1)
    expect(started.stderr).not.toContain('jhub:')
    const { stdout: csv } = await jhub('servers start grace --csv', { tty: true })
    expect(csv).toBe('server,outcome,url,reason\r\ngrace,done,/user/grace/,\r\n')
  })

  test('breaks a long reason between its words, and leaves the address whole', async () => {
    const { jhub, hub } = atHub(seeds)
    const reason = 'no room for this server as too many run already on all machines'
    hub.spawner.script('ada', [{ fail: reason }])
    const { stdout } = await jhub('servers start ada grace', { tty: true, columns: 66 })
    const lines = stdout.trimEnd().split('\n')
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(66)
    expect(stdout).toContain(`${hub.url}user/grace/`)
    const from = lines[0]?.indexOf('REASON')
    const said = lines.slice(1, -1).map((line) => line.slice(from).trim())
    expect(said.join(' ')).toContain(reason)
  })

  test('says of a single server why it did not come up once, on stderr, and what came before', async () => {
    const { jhub, hub } = atHub({ users: ['ada'], config: { slow_spawn_timeout: 0 } })
    hub.spawner.script('ada', [
      { progress: 40, message: 'Pulling image' },
      { progress: 80, message: 'Starting container' },
      { wait: 300 },
      { fail: 'no room' },
    ])
    const { code, stdout, stderr } = await jhub('servers start ada', { tty: true, columns: 120 })
    expect([code, stdout]).toEqual([1, 'SERVER  OUTCOME\nada     failed\n'])
    expect(stderr).toMatch(
      /jhub: ada's default server did not start: no room \(after [\d.]+ s, at 80 %: Starting container\)\nBefore that:\n  Server requested\n  Pulling image\n$/,
    )
  })

  test('says once for all how to mend a refusal', async () => {
    const { jhub } = atHub({ users: ['ada', 'grace', { name: 'weak', token: 'weak' }] })
    const env = { JUPYTERHUB_API_TOKEN: 'weak' }
    const { code, stdout, stderr } = await jhub('servers start ada grace', { tty: true, env })
    expect([code, stdout]).toEqual([4, expect.stringMatching(/^ada +failed +\w.*\ngrace +failed/m)])
    expect(stderr.match(/jhub:/g)).toHaveLength(1)
    expect(stderr).toContain('jupyterhub_config.py')
  })

  test('does not wait if told so, and ends with 8', async () => {
    const { jhub, hub } = atHub({ users: ['ada'], config: { slow_spawn_timeout: 0 } })
    hub.spawner.script('ada', [{ hang: true }])
    const { code, stdout } = await jhub('servers start ada --no-wait')
    expect([code, stdout]).toEqual([8, 'ada\tpending\n'])
  })

  test('ends with 8 if there is no time left, and says how far it is', async () => {
    const { jhub, hub } = atHub({ users: ['ada', 'grace'], config: { slow_spawn_timeout: 0 } })
    hub.spawner.script('ada', [{ progress: 80, message: 'Starting container' }, { hang: true }])
    const one = await jhub('servers start ada --timeout 1s', { tty: true })
    expect(one).toMatchObject({ code: 8, stdout: 'SERVER  OUTCOME\nada     not ready\n' })
    expect(one.stderr).toMatch(
      /jhub: ada is not ready after 1 s \(80 %: Starting container\)\nIt may still become so\.\n$/,
    )
    const two = await jhub('servers start ada grace --timeout 1s', { tty: true, columns: 120 })
    expect(two.code).toBe(8)
    expect(two.stdout).toMatch(/^ada +not ready +after 1 s \(80 %: Starting container\)$/m)
    expect(two.stderr).not.toContain('jhub:')
    const { stdout } = await jhub('servers start ada --timeout 1s --json outcome,reason')
    expect(JSON.parse(stdout)).toEqual([
      { outcome: 'failed', reason: 'not ready after 1 s (80 %: Starting container)' },
    ])
    expect(linesOf((await jhub('servers start ada --timeout 1s')).stdout).at(-1)).toMatchObject({
      what: 'failed',
      error: expect.stringContaining('the total clock ran out') as string,
    })
  })

  test('ends in order at Ctrl-C, with what became of each and what may still start', async () => {
    const at = atHub({ users: ['ada', 'grace'], config: { slow_spawn_timeout: 0 } })
    at.hub.spawner.script('ada', [{ hang: true }])
    const args = 'servers start ada grace --concurrency 1'
    const { code, stdout, stderr } = await interrupted(at, `${args} --json server,outcome,reason`)
    const says =
      'jhub: interrupted\n' +
      '1 server was not asked for, and will not start.\n' +
      '1 server was asked for and may still start.\nTo stop it:\n' +
      '  jhub servers stop ada\n'
    expect([code, stderr]).toEqual([130, says])
    expect(JSON.parse(stdout)).toEqual([
      { server: 'ada', outcome: 'interrupted', reason: null },
      { server: 'grace', outcome: 'not_started', reason: null },
    ])
    const shown = await interrupted(at, args, { tty: true })
    expect(shown.stdout).toBe('SERVER  OUTCOME\nada     interrupted\ngrace   not started\n')
    const lines = linesOf((await interrupted(at, args)).stdout)
    expect(lines).toContainEqual(
      expect.objectContaining({ user: 'ada', what: 'failed', error: 'interrupted' }),
    )
  })

  test('names a group at Ctrl-C if all of it may still start', async () => {
    const config = { slow_spawn_timeout: 0 }
    const groups = [{ name: 'class101', users: ['ada', 'grace'] }]
    const at = atHub({ users: ['ada', 'grace'], groups, config })
    for (const user of ['ada', 'grace']) at.hub.spawner.script(user, [{ hang: true }])
    const { stderr } = await interrupted(at, 'servers start --group class101', { after: 2 })
    expect(stderr).toBe(
      'jhub: interrupted\n2 servers were asked for and may still start.\nTo stop them:\n' +
        '  jhub servers stop --group class101\n',
    )
  })

  test('says at Ctrl-C what a shell understands, and no more than can be read', async () => {
    const users = ['maria b', ...Array.from({ length: 10 }, (_, n) => `u${n}`)]
    const at = atHub({ users, config: { slow_spawn_timeout: 0 } })
    for (const user of users) at.hub.spawner.script(user, [{ hang: true }])
    const one = await interrupted(at, "servers start 'maria b'")
    expect(one.stderr).toContain("To stop it:\n  jhub servers stop 'maria b'\n")
    const all = `servers start 'maria b' ${users.slice(1).join(' ')} --concurrency 11`
    const { stderr } = await interrupted(at, all, { after: 11 })
    expect(stderr).toContain('To stop them, give their names to: jhub servers stop\n')
  })

  test('needs a server', async () => {
    const { jhub } = atHub(seeds)
    expect(await jhub('servers start')).toMatchObject({ code: 2 })
    expect(await jhub('servers start /lab')).toMatchObject({ code: 2 })
  })
})

test('jhub servers list', async () => {
  const { jhub } = atHub(seeds)
  await jhub('servers start ada ada/lab grace')
  await jhub('servers stop ada/lab --yes')
  const { stdout } = await jhub('servers list', { tty: true })
  expect(stdout).toMatch(/^SERVER +STATE +STARTED +LAST ACTIVITY +URL\nada +ready +\d+ \w+ ago/)
  expect((await jhub('servers list --json server,state')).stdout).toBe(
    '[\n{"server":"ada","state":"ready"},\n{"server":"grace","state":"ready"}\n]\n',
  )
  expect((await jhub('servers list --all --json server,state')).stdout).toContain(
    '{"server":"ada/lab","state":"stopped"}',
  )
  const lines = (await jhub('servers list ada')).stdout.split('\n')
  expect(lines.map((line) => line.split('\t').slice(0, 2).join(' '))).toEqual([
    'ada ready',
    'ada/lab stopped',
    '',
  ])
})

test('jhub servers list tells who may not see all of them how to see the own ones', async () => {
  const { jhub } = atHub({ users: [{ name: 'ada', token: 'adas-own' }] })
  const { code, stdout, stderr } = await jhub('servers list', {
    env: { JUPYTERHUB_API_TOKEN: 'adas-own' },
  })
  expect([code, stdout, stderr]).toEqual([
    4,
    '',
    expect.stringMatching(/^Your own servers: jhub servers list ada\njhub: [^]*list:users/),
  ])
})

test('jhub servers list ends with 4 where the token shows no servers', async () => {
  const { jhub } = atHub({
    users: ['ada'],
    services: [{ name: 'lister', api_token: 'of-the-lister' }],
    roles: [{ name: 'lister', scopes: ['list:users'], services: ['lister'] }],
  })
  await jhub('servers start ada')
  const env = { JUPYTERHUB_API_TOKEN: 'of-the-lister' }
  const { code, stderr } = await jhub('servers list', { env })
  expect([code, stderr]).toEqual([4, expect.stringContaining('It needs the scope read:servers.')])
})

test('jhub servers stop asks, and waits until it is stopped', async () => {
  const { jhub, questions } = atHub(seeds)
  await jhub('servers start ada')
  expect(await jhub('servers stop ada')).toMatchObject({ code: 2 })
  const stopped = await jhub('servers stop ada', { tty: true, typed: ['y'] })
  expect(stopped).toMatchObject({ code: 0, stdout: 'SERVER  OUTCOME\nada     done\n' })
  expect(questions).toEqual(['This will stop the servers ada. Go on? [y/N] '])
  expect((await jhub('servers list')).stdout).toBe('')
})

test('jhub servers stop asks about those alone that run', async () => {
  const { jhub, questions } = atHub(seeds)
  await jhub('servers start grace')
  const stopped = await jhub('servers stop ada grace ada/lab', { tty: true, typed: ['y'] })
  expect(questions).toEqual(['This will stop the servers grace. Go on? [y/N] '])
  expect(stopped.stdout).toBe('SERVER  OUTCOME\ngrace   done\n')
  expect(stopped.stderr).toContain('Left out, as not running: ada, ada/lab.\n')
  expect(await jhub('servers stop --group class101', { tty: true })).toEqual({
    code: 0,
    stdout: '',
    stderr: 'Left out, as not running: ada, grace.\n',
  })
  // What reads that, gets a list all the same.
  const empty = async (flags: string) =>
    (await jhub(`servers stop ada grace ${flags}`, { tty: true })).stdout
  expect(JSON.parse(await empty('--json server,outcome'))).toEqual([])
  expect(await empty('--csv')).toBe('server,outcome,url,reason\r\n')
  expect(questions).toHaveLength(1)
  // In scripts it is as wanted.
  const { stdout } = await jhub('servers stop ada --yes --json server,outcome')
  expect(JSON.parse(stdout)).toEqual([{ server: 'ada', outcome: 'done' }])
})

test('jhub servers stop --idle stops what nobody has used for so long', async () => {
  const { jhub, hub, questions } = atHub(seeds)
  await jhub('servers start ada ada/lab grace')
  const server = hub.state.users.get('grace')?.servers.get('')
  if (server !== undefined) server.lastActivity = now - 60_000
  const none = await jhub('servers stop --idle 2h --yes --json server')
  expect(none).toEqual({ code: 0, stdout: '[]\n', stderr: 'No server has been idle for 2 h.\n' })
  const { stdout } = await jhub('servers stop ada/lab grace --idle 1h --yes --json server,outcome')
  expect(JSON.parse(stdout)).toEqual([{ server: 'ada/lab', outcome: 'done' }])
  const rest = await jhub('servers stop --idle 1h', { tty: true, typed: ['y'] })
  expect(rest.stdout).toBe('SERVER  OUTCOME\nada     done\n')
  expect(questions).toEqual(['This will stop the servers ada. Go on? [y/N] '])
  expect(await jhub('servers stop --group class101 --idle 1s --yes')).toMatchObject({ code: 0 })
  expect((await jhub('servers list')).stdout).toBe('')
})

test('jhub servers stop --idle says once that there is none', async () => {
  const { jhub } = atHub(seeds)
  const none = { code: 0, stdout: '', stderr: 'No server has been idle for 2 h.\n' }
  expect(await jhub('servers stop --idle 2h --yes', { tty: true })).toEqual(none)
  expect(await jhub('servers stop --idle 2h --yes')).toEqual(none)
})

test('jhub servers stop says what is not there, wherever it says it', async () => {
  const { jhub } = atHub(seeds)
  const sentence = 'there is no user nobody'
  const alone = await jhub('servers stop nobody --yes', { tty: true })
  expect(alone).toMatchObject({ code: 1, stdout: 'SERVER  OUTCOME\nnobody  failed\n' })
  expect(alone.stderr).toContain(`jhub: ${sentence}\n`)
  const { stdout } = await jhub('servers stop nobody ada --yes', { tty: true })
  expect(stdout).toMatch(new RegExp(`^nobody +failed +${sentence}$`, 'm'))
  const piped = await jhub('servers stop nobody --yes')
  expect(piped).toMatchObject({ code: 1, stderr: `jhub: ${sentence}\n` })
  expect(linesOf(piped.stdout).at(-1)).toMatchObject({ what: 'failed', error: sentence })
})

test('jhub servers stop says at Ctrl-C what may still stop', async () => {
  const at = atHub(seeds)
  await at.jhub('servers start ada grace')
  at.hub.faults.add({
    method: 'DELETE',
    path: '/hub/api/users/ada/server',
    trouble: { delay: 600_000 },
  })
  const args = 'servers stop ada grace --yes --concurrency 1'
  const { code, stdout, stderr } = await interrupted(at, args, { tty: true })
  expect([code, stdout]).toEqual([
    130,
    'SERVER  OUTCOME\nada     interrupted\ngrace   not started\n',
  ])
  expect(stderr).toContain('1 server was asked to stop, and may still do so.\n')
  expect(stderr).toContain('1 server was not asked to stop.\n')
})

test('jhub servers restart says at Ctrl-C how to start what it has stopped', async () => {
  const at = atHub({ users: ['ada', 'grace'], config: { slow_spawn_timeout: 0 } })
  at.hub.spawner.script('ada', [{ hang: true }])
  at.hub.spawner.script('grace', [])
  await at.jhub('servers start grace')
  const args = 'servers restart ada grace --yes --concurrency 1'
  // ada has no server to be stopped: what is asked for is that of grace to stop, and that of ada to start.
  const { code, stderr } = await interrupted(at, args, { after: 2 })
  expect([code, stderr]).toEqual([
    130,
    'jhub: interrupted\n' +
      '1 server was stopped, and not asked to start again.\nTo start it:\n  jhub servers start grace\n' +
      '1 server was asked for and may still start.\nTo stop it:\n  jhub servers stop ada\n',
  ])
})

test('jhub servers stop --idle looks once more before each stop', async () => {
  const { jhub, hub } = atHub(seeds)
  await jhub('servers start ada grace')
  const server = hub.state.users.get('grace')?.servers.get('')
  const fetch: Fetch = async (url, init) => {
    // Between the list and the stop.
    const isLook = new URL(url).pathname.startsWith('/hub/api/users/grace')
    if (isLook && server !== undefined) server.lastActivity = now - 60_000
    return hub.fetch(url, init)
  }
  const ran = jhub('servers stop --idle 1h --yes --json server,outcome', { fetch })
  const { code, stdout, stderr } = await ran
  expect([code, JSON.parse(stdout)]).toEqual([0, [{ server: 'ada', outcome: 'done' }]])
  expect(stderr).toBe('Left alone, as no longer idle: grace.\n')
  expect(server?.ready).toBe(true)
})

test('jhub servers stop --idle ends with 1 where there is no server of a name', async () => {
  const { jhub } = atHub(seeds)
  await jhub('servers start ada grace')
  const args = 'servers stop ada ada/nothing nobody --idle 1h --yes --json server,outcome'
  const { code, stdout, stderr } = await jhub(args)
  expect([code, JSON.parse(stdout)]).toEqual([1, [{ server: 'ada', outcome: 'done' }]])
  expect(stderr).toBe('There is no server ada/nothing, nobody.\n')
  // That it does not run is as wanted.
  expect(await jhub('servers stop ada --idle 1h --yes')).toMatchObject({ code: 0 })
})

test('jhub servers restart', async () => {
  const { jhub, hub } = atHub(seeds)
  await jhub('servers start ada')
  const { code, stdout } = await jhub('servers restart ada --yes --json server,outcome')
  expect([code, JSON.parse(stdout)]).toEqual([0, [{ server: 'ada', outcome: 'done' }]])
  const changes = hub.requests.filter(({ method }) => method !== 'GET').map(({ method }) => method)
  expect(changes).toEqual(['POST', 'DELETE', 'POST'])
})

test('jhub servers remove', async () => {
  const { jhub } = atHub(seeds)
  await jhub('servers start ada/lab')
  expect((await jhub('servers remove ada/lab --yes')).stdout).toBe('ada/lab\tremoved\n')
  expect((await jhub('servers list ada --json server')).stdout).not.toContain('lab')
  const { code, stdout } = await jhub('servers remove ada --yes')
  expect([code, stdout]).toEqual([2, 'ada\tfailed\n'])
})

test('jhub servers progress', async () => {
  const { jhub, hub } = atHub({ users: ['ada', 'grace'], config: { slow_spawn_timeout: 0 } })
  hub.spawner.script('ada', [{ progress: 30, message: 'Pulling\x1b[2J image' }, { wait: 200 }])
  await jhub('servers start ada --no-wait')
  const { code, stdout } = await jhub('servers progress ada')
  expect(code).toBe(0)
  const events = linesOf(stdout)
  expect(events).toContainEqual(expect.objectContaining({ progress: 30 }))
  expect(events.at(-1)).toMatchObject({ ready: true })
  expect(stdout).not.toContain('\x1b')
  const shown = await jhub('servers progress ada', { tty: true })
  expect(shown.stderr).toContain('█'.repeat(20))
  expect(shown.stdout).toMatch(/^Server ready/)
  hub.spawner.script('grace', [{ wait: 200 }, { fail: 'no room for this server' }])
  await jhub('servers start grace --no-wait')
  const failed = await jhub('servers progress grace')
  expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining('no room')])
})

test('jhub servers open', async () => {
  const { jhub, hub, opened } = atHub({ ...seeds, baseUrl: '/pfx/' })
  const { code, stderr } = await jhub('servers open ada')
  expect([code, stderr]).toEqual([8, expect.stringContaining('jhub servers start ada')])
  await jhub('servers start ada')
  const url = `${hub.url}user/ada/`
  expect((await jhub('servers open ada --print')).stdout).toBe(`${url}\n`)
  expect(opened).toEqual([])
  expect(await jhub('servers open ada')).toMatchObject({ code: 0, stdout: '' })
  expect(opened).toEqual([url])
})
