import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fetch } from 'jupyterhub-client'
import type { EmulatedHub } from 'jupyterhub-emulator'
import { describe, expect, test } from 'vitest'
import { Interrupted } from '../src/errors/interrupted.ts'
import { atHub, now } from './support/terminal.ts'

/** Hours ago. */
const ago = (hours: number): number => now - hours * 3_600_000

/** Servers, with how long ago they started and were used. */
const ages: Readonly<Record<string, readonly [started: number, active: number | null]>> = {
  'ada/': [5, 2],
  'ada/lab': [5, 0.2],
  'bob/': [30, 0.1],
  'bob/gpu': [4, 3],
  'eve/': [6, 6],
  'zoe/': [3, null],
}

function setAges({ state }: EmulatedHub): void {
  for (const [target, [started, active]] of Object.entries(ages)) {
    const [user = '', name = ''] = target.split('/')
    const server = state.users.get(user)?.servers.get(name)
    if (server === undefined) throw new Error(`there is no ${target}`)
    server.started = ago(started)
    server.lastActivity = active === null ? null : ago(active)
  }
  for (const user of state.users.all) {
    user.created = ago(1000)
    user.lastActivity = ago(user.name === 'new' ? 0.2 : 50)
  }
}

/** A hub with servers of every age. */
async function agedHub(more: readonly string[] = []): Promise<ReturnType<typeof atHub>> {
  const place = atHub({
    users: ['ada', 'bob', 'eve', 'zoe', 'gone', 'new', ...more],
    groups: [
      { name: 'class101', users: ['ada', 'bob'] },
      { name: 'staff', users: ['eve'] },
    ],
  })
  await place.jhub(`servers start ${Object.keys(ages).join(' ')}`)
  setAges(place.hub)
  return place
}

/** Servers that are ready. */
const up = ({ state }: EmulatedHub): string[] =>
  [...state.users.all].flatMap(({ name: user, servers }) =>
    [...servers].flatMap(([name, { ready }]) => (ready ? `${user}/${name}` : [])),
  )

const json = (text: string): Record<string, unknown>[] =>
  JSON.parse(text) as Record<string, unknown>[]

describe('jhub cull --dry-run', () => {
  test('is a table of what would be done, and why, on a terminal', async () => {
    const { jhub, hub } = await agedHub()
    const before = hub.requests.length
    const { code, stdout, stderr } = await jhub('cull --dry-run --timeout 1h', { tty: true })
    expect(code).toBe(0)
    expect(stdout).toMatchInlineSnapshot(`
      "KIND    TARGET   ACTION  REASON
      server  ada      stop    idle for 2 h, 1 h allowed
      server  ada/lab  keep    idle for 12 min, 1 h allowed
      server  bob      keep    idle for 6 min, 1 h allowed
      server  bob/gpu  stop    idle for 3 h, 1 h allowed
      server  eve      stop    idle for 6 h, 1 h allowed
      server  zoe      stop    never active since its start 3 h ago, 1 h allowed
      "
    `)
    expect(stderr).toBe('Looked at 6 servers: 4 to stop, 2 to keep (2 in use).\n')
    expect(hub.requests.slice(before).map(({ method }) => method)).toEqual(['GET'])
  })

  test('is lines with tabs in a pipe, and JSON with its fields', async () => {
    const { jhub } = await agedHub()
    const { stdout } = await jhub('cull --dry-run --timeout 1h --max-age 20h')
    expect(stdout).toContain('server\tbob\tstop\tup for 1 d 6 h, 20 h allowed\n')
    const fields = 'target,action,because,idle,age'
    const asJson = await jhub(`cull --dry-run --timeout 7200 --json ${fields}`)
    expect(json(asJson.stdout)).toContainEqual({
      ...{ target: 'ada', action: 'stop', because: 'idle', idle: 7200, age: 18_000 },
    })
  })

  test('takes the flags of jupyterhub-idle-culler as it takes them', async () => {
    const { jhub } = await agedHub()
    const flags =
      '--timeout=3600 --cull-every=60 --max-age=0 --cull-users=false --cull-default-servers=false --remove-named-servers=true --concurrency=5 --api-page-size=3'
    const { stdout } = await jhub(`cull --dry-run ${flags} --json target,action,reason`)
    const acts = json(stdout).filter(({ action }) => action !== 'keep')
    expect(acts).toEqual([
      { target: 'bob/gpu', action: 'remove', reason: 'idle for 3 h, 1 h allowed' },
    ])
  })

  test('protects, and follows the rules of groups', async () => {
    const { jhub, folder } = await agedHub()
    const rules = join(folder, 'rules.csv')
    writeFileSync(rules, 'group,timeout,protect\nclass101,150m,\nstuff,2h,no\n')
    const flags = `--timeout 1h --rules ${rules} --protect-group staff --protect-user Zoe`
    const { stdout, stderr } = await jhub(`cull --dry-run ${flags}`)
    expect(stdout.split('\n').map((line) => line.split('\t').slice(1).join(': '))).toEqual([
      'ada: keep: idle for 2 h, 2 h 30 min allowed in class101',
      'ada/lab: keep: idle for 12 min, 2 h 30 min allowed in class101',
      'bob: keep: idle for 6 min, 2 h 30 min allowed in class101',
      'bob/gpu: stop: idle for 3 h, 2 h 30 min allowed in class101',
      'eve: keep: the group staff is protected',
      'zoe: keep: zoe is protected',
      '',
    ])
    expect(stderr).toContain('Nobody who was looked at is in stuff.\n')
  })

  test.each([
    ['--protect-group stuff', 'the group stuff'],
    ['--protect-user evee,gone --protect-group stuff,staff', 'the user evee and the group stuff'],
    ['--rules RULES', 'the group stuff'],
  ])('does nothing where the hub has nobody to protect by %s', async (flags, who) => {
    const { jhub, hub, folder } = await agedHub()
    const rules = join(folder, 'rules.json')
    writeFileSync(rules, '{ "stuff": { "protect": true } }')
    const args = `cull --timeout 1h --yes ${flags.replace('RULES', rules)}`
    const message = `jhub: the hub does not show ${who}, to be protected, so nothing is done\n`
    for (const how of ['', '--dry-run']) {
      const { code, stdout, stderr } = await jhub(`${args} ${how}`)
      expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)])
    }
    expect(up(hub)).toHaveLength(6)
  })

  test('protects who has no server, and a group of no members, with nothing to say', async () => {
    const place = atHub({ users: ['Gone'], groups: [{ name: 'staff' }] })
    const flags = '--protect-user gone --protect-group staff --yes'
    expect(await place.jhub(`cull ${flags}`)).toMatchObject({ code: 0 })
  })

  test('tells of users, too, whose servers all stop', async () => {
    const { jhub } = await agedHub()
    const flags = '--timeout 1h --cull-users --no-cull-admin-users'
    const { stdout, stderr } = await jhub(`cull --dry-run ${flags} --json kind,target,action`)
    const users = json(stdout).filter(({ kind }) => kind === 'user')
    expect(users.filter(({ action }) => action === 'delete').map(({ target }) => target)).toEqual([
      'eve',
      'zoe',
      'gone',
    ])
    expect(stderr).toContain('at 7 users: 3 to delete, 4 to keep (')
  })

  test('goes by the clock of the hub where that of the machine is wrong', async () => {
    const { hub, jhub } = await agedHub()
    const later: Fetch = async (url, init) => {
      const response = await hub.fetch(url, init)
      response.headers.set('date', new Date(ago(-3)).toUTCString())
      return response
    }
    const { stdout, stderr } = await jhub('cull --dry-run --timeout 3h --json target,action', {
      fetch: later,
    })
    expect(json(stdout)).toContainEqual({ target: 'ada/lab', action: 'stop' })
    expect(stderr).toMatch(
      /^The clock of this machine is 3 h behind that of the hub, which is gone by\.\n/,
    )
  })

  test('never deletes who asks', async () => {
    const { jhub } = await agedHub()
    const fields = 'kind,target,action,reason'
    const { stdout } = await jhub(`cull --dry-run --cull-users --max-age 1 --json ${fields}`)
    expect(json(stdout)).toContainEqual({
      ...{ kind: 'user', target: 'admin', action: 'keep', reason: 'this is you' },
    })
  })

  test('says that nothing runs', async () => {
    const { jhub } = atHub()
    const { code, stdout, stderr } = await jhub('cull --dry-run --json target')
    expect([code, stdout, stderr]).toEqual([0, '[]\n', 'No server runs.\n'])
  })
})

describe('jhub cull', () => {
  test('stops what is idle, after a yes, and tells of it', async () => {
    const { jhub, hub, questions } = await agedHub()
    expect(await jhub('cull --timeout 1h')).toMatchObject({ code: 2, stdout: '' })
    const no = await jhub('cull --timeout 1h', { tty: true, typed: ['n'] })
    expect(no.code).toBe(1)
    expect(up(hub)).toHaveLength(6)
    const { code, stdout, stderr } = await jhub('cull --timeout 1h', { tty: true, typed: ['y'] })
    expect(questions.at(-1)).toBe(
      'This will stop the servers ada, bob/gpu, eve, zoe. Go on? [y/N] ',
    )
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^KIND +TARGET +OUTCOME +REASON\n/)])
    expect(stdout).toMatch(/^server +bob\/gpu +stopped +idle for 3 h, 1 h allowed$/m)
    expect(stderr).toContain('3 of 4 done\n')
    expect(stderr).toMatch(/Looked at 6 servers: 4 stopped, 2 kept \(2 in use\)\.\n$/)
    expect(up(hub)).toEqual(['ada/lab', 'bob/'])
  })

  test('names all that it does in its question, and everyone who is to be deleted', async () => {
    const more = Array.from({ length: 12 }, (_, at) => `old${at}`)
    const { jhub, questions } = await agedHub(more)
    const flags = '--timeout 1h --max-age 20h --remove-named-servers --cull-users'
    await jhub(`cull ${flags}`, { tty: true, typed: ['n'] })
    expect(questions.at(-1)).toBe(
      `This will stop the servers ada, eve, zoe; stop the servers bob, which are too old, in use or not; stop and delete the servers bob/gpu; delete the users bob, eve, zoe, gone, ${more.join(', ')}; delete the users new, which are too old, in use or not. Go on? [y/N] `,
    )
    const all = await jhub(`cull ${flags} --every 1h`)
    expect(all.stderr).toContain(
      'this would stop servers that are idle for 1 h, and those that are up for 20 h, in use or not; delete the named ones of these; delete users who are idle for as long, and those who were made 20 h ago, every 1 h\n',
    )
  })

  test('draws no count over what it shows as it comes', async () => {
    for (const format of ['--csv', '--json target,outcome']) {
      const { jhub } = await agedHub()
      const { stderr } = await jhub(`cull --timeout 1h --yes ${format}`, { tty: true })
      expect(stderr).toMatch(/^Looked at 6 servers: 4 stopped[^\n]+\n$/)
    }
  })

  test('looks once more before it stops', async () => {
    const { jhub, hub } = await agedHub()
    const fault = hub.faults.add({
      trouble: { delay: 500 },
      method: 'GET',
      path: '/hub/api/users/eve/server',
    })
    const ran = jhub('cull --timeout 1h --yes --json target,outcome,reason')
    // Between the list and the look.
    while (fault.met === 0) await sleep(1)
    const server = hub.state.users.get('eve')?.servers.get('')
    if (server !== undefined) server.lastActivity = ago(0.1)
    const { code, stdout } = await ran
    expect(code).toBe(0)
    expect(json(stdout)).toContainEqual({
      target: 'eve',
      outcome: 'spared',
      reason: 'idle for 6 min, 1 h allowed',
    })
    expect(up(hub)).toContain('eve/')
  })

  test('removes named servers, and deletes users whose servers are down', async () => {
    const { jhub, hub } = await agedHub()
    const flags = '--timeout 1h --cull-users --no-cull-admin-users --remove-named-servers --yes'
    const { code, stdout, stderr } = await jhub(`cull ${flags}`)
    expect(code).toBe(0)
    expect(stdout).toContain('server\tbob/gpu\tremoved\tidle for 3 h, 1 h allowed\n')
    expect(stdout).toContain('user\tgone\tdeleted\tnot seen for 2 d 2 h, 1 h allowed\n')
    expect(stderr).toMatch(
      /^Looked at 6 servers: 3 stopped, 1 removed, 2 kept \(2 in use\); at 7 users: 3 deleted, 4 kept/,
    )
    expect([...hub.state.users.all].map(({ name }) => name)).toEqual(['admin', 'ada', 'bob', 'new'])
    expect([...(hub.state.users.get('bob')?.servers.keys() ?? [])]).toEqual([''])
  })

  test.each([
    ['came back', /^not seen for /, { lastActivity: Date.now() + 60_000 }],
    ['became an admin', /^an admin$/, { admin: true }],
  ])('keeps a user who %s after the server was stopped', async (_, reason, change) => {
    const { jhub, hub } = await agedHub()
    let looks = 0
    const fetch: Fetch = async (url, init) => {
      // The first look is right after the stop, the second before the user is deleted.
      if (new URL(url).pathname === '/hub/api/users/eve' && ++looks === 2) {
        Object.assign(hub.state.users.get('eve') ?? {}, change)
      }
      return hub.fetch(url, init)
    }
    const flags = '--timeout 1h --cull-users --no-cull-admin-users --yes'
    const { stdout } = await jhub(`cull ${flags} --json kind,target,outcome,reason`, { fetch })
    expect(looks).toBe(2)
    expect(json(stdout)).toContainEqual({
      ...{ kind: 'user', target: 'eve', outcome: 'spared' },
      reason: expect.stringMatching(reason),
    })
    expect(hub.state.users.get('eve')).toBeDefined()
  })

  test('keeps a user whose server did not stop, and ends with 1', async () => {
    const { jhub, hub } = await agedHub()
    hub.faults.add({
      trouble: { status: 500 },
      method: 'DELETE',
      path: '/hub/api/users/eve/server',
      times: 100,
    })
    const { code, stdout, stderr } = await jhub(
      'cull --timeout 1h --cull-users --yes --json kind,target,outcome,error,reason',
    )
    expect(code).toBe(1)
    expect(json(stdout)).toContainEqual({
      ...{ kind: 'server', target: 'eve', outcome: 'failed' },
      ...{ error: expect.any(String), reason: 'idle for 6 h, 1 h allowed' },
    })
    expect(json(stdout)).toContainEqual({
      ...{ kind: 'user', target: 'eve', outcome: 'spared', error: null },
      reason: '1 server not stopped',
    })
    expect(stderr).toContain('1 failed')
  })

  test('has one refusal of a kind explained, and counts the others', async () => {
    const place = await agedHub()
    const { hub, jhub } = place
    hub.faults.add({ trouble: { status: 403 }, method: 'DELETE', times: 100 })
    const { code, stderr } = await jhub('cull --timeout 1h --yes')
    expect([code, stderr.split('jhub: ')]).toEqual([expect.any(Number), expect.any(Array)])
    expect(stderr.match(/^jhub: /gm)).toHaveLength(1)
    expect(stderr).toContain('The same with bob/gpu, eve, zoe.\n')
    expect(code).not.toBe(0)
  })

  test('ends in order at Ctrl-C', async () => {
    const { jhub, hub } = await agedHub()
    const fault = hub.faults.add({ trouble: { delay: 60_000 }, method: 'DELETE', times: 10 })
    const controller = new AbortController()
    const ran = jhub('cull --timeout 1h --yes --concurrency 1', { signal: controller.signal })
    while (fault.met === 0) await sleep(1)
    controller.abort(new Interrupted())
    const { code, stdout, stderr } = await ran
    expect(code).toBe(130)
    expect(stdout).toMatch(/^server\tada\tinterrupted\t/)
    expect(stderr).toContain('1 interrupted, 3 not started, 2 kept')
  })

  test('refuses what it would have to guess', async () => {
    const { jhub, hub } = await agedHub()
    for (const flags of [
      '--every 1h --cull-every 2h --yes',
      '--timeout 0',
      '--timeout soon',
      '--rules nowhere.csv',
      '--dry-run --json nothing',
    ]) {
      expect(await jhub(`cull ${flags}`)).toMatchObject({ code: 2, stdout: '' })
    }
    expect(up(hub)).toHaveLength(6)
  })

  test('stops nobody whose group the token does not show', async () => {
    const place = atHub({
      users: ['ada'],
      services: [{ name: 'culler', api_token: 'of-the-culler' }],
      roles: [
        {
          name: 'culler',
          scopes: ['list:users', 'read:users:activity', 'read:servers', 'delete:servers'],
          services: ['culler'],
        },
      ],
    })
    await place.jhub('servers start ada')
    const env = { JUPYTERHUB_API_TOKEN: 'of-the-culler' }
    const { code, stderr } = await place.jhub('cull --timeout 1 --protect-group staff --yes', {
      env,
    })
    expect([code, stderr]).toEqual([4, expect.stringContaining('read:users:groups')])
    const without = await place.jhub('cull --dry-run --timeout 1h --json target,action', { env })
    expect(json(without.stdout)).toEqual([{ target: 'ada', action: 'keep' }])
  })
})
