import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { array, assert, constantFrom, property, string } from 'fast-check'
import type { Fetch } from 'jupyterhub-client'
import type { HubOptions } from 'jupyterhub-emulator'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { csvLine } from '../src/output/csv.ts'
import { parseCsv } from '../src/roster/csv.ts'
import { beginJournal, dispensable, parseJournal } from '../src/roster/journal.ts'
import { atHub, secret } from './support/terminal.ts'

const seeds = {
  users: ['ada', 'grace', 'old'],
  groups: [
    { name: 'class101', users: ['ada', 'old'] },
    { name: 'other', users: ['old'] },
  ],
}

/** The groups with properties: of class101, and of the other. */
const groupsWith = (own: object, others: object = {}): HubOptions => ({
  groups: [
    { name: 'class101', users: ['ada', 'old'], properties: { ...own } },
    { name: 'other', users: ['old'], properties: { ...others } },
  ],
})

const roster = `name,admin,groups
Ada,no,class101
grace,yes,"class101; lab"
hypatia,,lab
noether,yes,
admin,yes,
`

function atClass(options: HubOptions = {}) {
  const place = atHub({ ...seeds, ...options })
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(place.folder, name)
    writeFileSync(path, content)
    return path
  }
  const membersOf = async (group: string) =>
    JSON.parse((await place.jhub(`groups show ${group} --json users`)).stdout) as unknown
  return { ...place, write, membersOf }
}

describe('jhub roster plan', () => {
  test('shows what would be changed, and changes nothing', async () => {
    const { jhub, hub, write } = atClass()
    const file = write('class.csv', roster)
    expect((await jhub(`roster plan ${file}`)).stdout).toBe(
      [
        'create users\t\t1\thypatia',
        'create admins\t\t1\tnoether',
        'make admin\t\t1\tgrace',
        'add to group\tclass101\t1\tgrace',
        'remove from group\tclass101\t1\told',
        'create group\tlab\t0\t',
        'add to group\tlab\t2\tgrace,hypatia',
        '',
      ].join('\n'),
    )
    const { stdout } = await jhub(`roster plan ${file} --prune --json change,names`)
    expect(JSON.parse(stdout)).toContainEqual({ change: 'delete users', names: ['old'] })
    expect(hub.requests.every(({ method }) => method === 'GET')).toBe(true)
  })

  test('is read by people in words', async () => {
    const { jhub, write } = atClass(groupsWith({ cpu: 1, gpu: false }))
    await jhub('users create emmy --admin')
    const many = Array.from({ length: 40 }, (_, at) => `student-${at}`)
    const file = write(
      'class.yaml',
      `users: [{ name: ada, admin: true }, { name: emmy, admin: false }, { name: grace, groups: [class101, lab] },
        ${many.join()}, { name: noether, admin: true }]
groups: [{ name: class101, properties: { cpu: 2, images: [r] } }, empty]`,
    )
    const { stdout } = await jhub(`roster plan ${file} --prune`, { tty: true })
    expect(stdout).toMatchInlineSnapshot(`
      "Users
        + 40 new users: student-0, student-1, student-2, student-3, student-4,
            student-5, student-6, student-7, student-8, student-9 and 30 more
        + 1 new admin: noether
        ~ 1 becomes an admin: ada
        - 1 user deleted: old
        ~ 1 no admin any more: emmy
      Group class101
        ~ cpu 1 → 2
        - gpu false
        + images ["r"]
        + 1 joins: grace
        - 1 leaves: ada
      Group empty (new)
      Group lab (new)
        + 1 joins: grace
      50 changes, 4 take something away.
      "
    `)
    const narrow = await jhub(`roster plan ${file} --prune`, { tty: true, columns: 40 })
    for (const line of narrow.stdout.split('\n')) expect(line.length).toBeLessThan(40)
    const { users } = JSON.parse((await jhub('export --format json')).stdout) as { users: object[] }
    const same = write('same.json', JSON.stringify({ users }))
    expect(await jhub(`roster plan ${same} --prune`, { tty: true })).toEqual({
      code: 0,
      stdout: '',
      stderr: 'Everything is as it should be.\n',
    })
  })

  test('shows the first few of many groups that only win something, and all where that is wanted', async () => {
    const { jhub, write } = atClass()
    const users = Array.from({ length: 40 }, (_, at) => ({
      name: `student-${at}`,
      groups: [`team-${Math.floor(at / 2)}`, ...(at === 39 ? ['class101'] : [])],
    }))
    const groups = ['empty', { name: 'team-9', properties: { cpu: 2 } }]
    const file = write('class.json', JSON.stringify({ users, groups }))
    const { stdout } = await jhub(`roster plan ${file}`, { tty: true })
    expect(stdout).toMatchInlineSnapshot(`
      "Users
        + 40 new users: student-0, student-1, student-2, student-3, student-4,
            student-5, student-6, student-7, student-8, student-9 and 30 more
      Group empty (new)
      Group team-9 (new)
        + cpu 2
        + 2 join: student-18, student-19
      Group team-0 (new)
        + 2 join: student-0, student-1
      Group team-1 (new)
        + 2 join: student-2, student-3
      Group team-2 (new)
        + 2 join: student-4, student-5
      Group class101
        + 1 joins: student-39
        - 2 leave: ada, old
      and 16 more groups: 16 new, 32 join (--all shows them)
      105 changes, 2 take something away.
      "
    `)
    const narrow = await jhub(`roster plan ${file}`, { tty: true, columns: 40 })
    for (const line of narrow.stdout.split('\n')) expect(line.length).toBeLessThan(40)
    const all = await jhub(`roster plan ${file} --all`, { tty: true })
    for (const { name, groups: own } of users) {
      expect(all.stdout).toMatch(new RegExp(`\\b${name}\\b`))
      for (const group of own) expect(all.stdout).toMatch(new RegExp(`^Group ${group}\\b`, 'm'))
    }
    expect((await jhub(`roster plan ${file} --json group`)).stdout).toContain('"team-19"')
  })

  test('shows everybody from whom something is taken', async () => {
    const names = Array.from({ length: 100 }, (_, at) => `student-${at}`)
    const { jhub, write } = atClass({ users: names, groups: [{ name: 'lab', users: names }] })
    const file = write('class.json', JSON.stringify({ users: [], groups: ['lab'] }))
    const leaving = await jhub(`roster plan ${file}`, { tty: true })
    for (const name of names) expect(leaving.stdout).toMatch(new RegExp(`\\b${name}\\b`))
    const deleted = await jhub(`roster plan ${file} --prune`, { tty: true })
    for (const name of names) expect(deleted.stdout).toMatch(new RegExp(`\\b${name}\\b`))
  })

  test('ends with 8 where that is wanted, if there is anything to do', async () => {
    const { jhub, write } = atClass()
    expect(await jhub(`roster plan ${write('a.csv', 'name\nada\n')} --check`)).toMatchObject({
      code: 0,
      stdout: '',
    })
    expect(await jhub(`roster plan ${write('b.csv', 'name\neva\n')} --check`)).toMatchObject({
      code: 8,
    })
  })

  test('reads what spreadsheets write where commas stand in numbers', async () => {
    const { jhub, write } = atClass()
    const file = write('class.csv', '\ufeffname;admin;groups\r\n"ada";no;"class101;lab"\r\n')
    expect((await jhub(`roster plan ${file}`)).stdout).toBe(
      'remove from group\tclass101\t1\told\ncreate group\tlab\t0\t\nadd to group\tlab\t1\tada\n',
    )
  })

  test('reads stdin, in the format that is said', async () => {
    const { jhub, hub } = atClass()
    const stdin = 'name\nada\nhypatia\n'
    expect((await jhub('roster plan - --format csv', { stdin })).stdout).toBe(
      'create users\t\t1\thypatia\n',
    )
    expect(await jhub('roster plan -', { stdin })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--format'),
    })
    expect(await jhub('roster apply - --format csv', { stdin })).toMatchObject({ code: 0 })
    expect(hub.state.users.get('hypatia')).toBeDefined()
  })

  test('reads YAML, in which numbers may be names and users may be no more than names', async () => {
    const { jhub, write } = atClass()
    const file = write(
      'class.yml',
      `users:
  - ada
  - name: 004711
    admin: true
    groups: &mine [class101, '0815']
  - { name: old, groups: *mine }
groups: [empty]
`,
    )
    expect((await jhub(`roster plan ${file}`)).stdout).toBe(
      [
        'create admins\t\t1\t004711',
        'create group\tempty\t0\t',
        'add to group\tclass101\t1\t004711',
        'remove from group\tclass101\t1\tada',
        'create group\t0815\t0\t',
        'add to group\t0815\t2\t004711,old',
        '',
      ].join('\n'),
    )
  })

  test('reads JSON, too', async () => {
    const { jhub, write } = atClass()
    const file = write(
      'class.json',
      JSON.stringify({ users: [{ name: 'ada', groups: ['class101'] }], groups: ['empty'] }),
    )
    expect((await jhub(`roster plan ${file}`)).stdout).toBe(
      'create group\tempty\t0\t\nremove from group\tclass101\t1\told\n',
    )
  })
})

describe('jhub roster apply', () => {
  test('makes the hub what the file says, and nothing the second time', async () => {
    const { jhub, hub, write, membersOf } = atClass()
    const file = write('class.csv', roster)
    expect(await jhub(`roster apply ${file} --yes`)).toMatchObject({
      code: 0,
      stderr: 'Everything is done.\n',
    })
    expect(hub.state.users.get('grace')?.admin).toBe(true)
    expect(hub.state.users.get('noether')?.admin).toBe(true)
    expect(hub.state.users.get('hypatia')?.admin).toBe(false)
    expect(await membersOf('class101')).toEqual({ users: ['ada', 'grace'] })
    expect(await membersOf('lab')).toEqual({ users: ['grace', 'hypatia'] })
    expect(await membersOf('other')).toEqual({ users: ['old'] })
    expect((await jhub(`roster plan ${file}`)).stdout).toBe('')
    const before = hub.requests.length
    expect(await jhub(`roster apply ${file} --yes`)).toMatchObject({ code: 0 })
    expect(hub.requests.slice(before).every(({ method }) => method === 'GET')).toBe(true)
  })

  test('tells how it gets on: a bar on a terminal, a line now and then elsewhere', async () => {
    const { jhub, write } = atClass()
    const names = (prefix: string) => Array.from({ length: 500 }, (_, at) => `${prefix}${at}\n`)
    const first = write('first.csv', `name\n${names('a').join('')}`)
    expect((await jhub(`roster apply ${first}`)).stderr).toBe(
      '200 of 500 changes\n400 of 500 changes\n500 of 500 changes\nEverything is done.\n',
    )
    const second = write('second.csv', `name\n${names('b').join('')}`)
    const { stderr } = await jhub(`roster apply ${second}`, { tty: true })
    expect(stderr).toContain(`${'█'.repeat(8)}${'░'.repeat(12)}  40 %  200 of 500  create users\n`)
    // What was drawn is gone at the end.
    expect(stderr.endsWith('\u001b[1A\r\u001b[JEverything is done.\n')).toBe(true)
  })

  test('asks before it takes something away', async () => {
    const { jhub, hub, write } = atClass()
    const file = write('class.csv', roster)
    expect(await jhub(`roster apply ${file}`)).toMatchObject({ code: 2 })
    expect(await jhub(`roster apply ${file}`, { tty: true, typed: ['n'] })).toMatchObject({
      code: 1,
    })
    expect(hub.requests.every(({ method }) => method === 'GET')).toBe(true)
    const add = write('add.csv', 'name\nhypatia\n')
    expect(await jhub(`roster apply ${add}`)).toMatchObject({ code: 0 })
  })

  test('goes on where it was broken off, wherever that was', async () => {
    for (const after of [0, 1, 2, 3, 4, 5]) {
      const { jhub, hub, write, membersOf } = atClass()
      const file = write('class.csv', roster)
      hub.faults.add({ method: 'POST', trouble: { status: 500 }, after, times: 1 })
      await jhub(`roster apply ${file} --yes`)
      expect(await jhub(`roster apply ${file} --yes`)).toMatchObject({ code: 0 })
      expect(await membersOf('lab')).toEqual({ users: ['grace', 'hypatia'] })
      expect((await jhub(`roster plan ${file}`)).stdout).toBe('')
    }
  })

  test('deletes who is not in the file only if that is not more than a tenth, or was counted', async () => {
    const { jhub, hub, write } = atClass()
    const file = write('class.csv', 'name\nada\ngrace\n')
    const refused = await jhub(`roster apply ${file} --prune --yes`)
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringMatching(/would delete 1 of 4 users\n.*--prune-count 1/),
    ])
    expect(await jhub(`roster apply ${file} --prune --prune-count 2 --yes`)).toMatchObject({
      code: 2,
    })
    expect(hub.state.users.get('old')).toBeDefined()
    expect(await jhub(`roster apply ${file} --prune --prune-count 1 --yes`)).toMatchObject({
      code: 0,
    })
    expect(hub.state.users.get('old')).toBeUndefined()
    // Who asks stays, though the file does not name them.
    expect(hub.state.users.get('admin')).toBeDefined()
  })

  test('deletes nobody else than so many, even if that is few', async () => {
    const names = Array.from({ length: 30 }, (_, at) => `student-${at}`)
    const { jhub, hub, write } = atClass({ users: names, groups: [] })
    const file = write('class.csv', `name\n${names.slice(3).join('\n')}\n`)
    const refused = await jhub(`roster apply ${file} --prune --prune-count 1 --yes`)
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('would delete 3 of 31 users, not 1'),
    ])
    expect(await jhub(`roster apply ${file} --prune-count 3 --yes`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no --prune'),
    })
    expect(hub.state.users.size).toBe(31)
    expect(await jhub(`roster apply ${file} --prune --prune-count 3 --yes`)).toMatchObject({
      code: 0,
    })
    expect(hub.state.users.size).toBe(28)
  })

  test('leaves admins as they are where a cell is empty, and who asks always', async () => {
    const { jhub, hub, write } = atClass()
    await jhub('users create emmy --admin')
    const empty = write('empty.csv', 'name,admin\nadmin,\nemmy,\nada,\n')
    expect((await jhub(`roster plan ${empty}`)).stdout).toBe('')
    const file = write('no.csv', 'name,admin\nAdmin,no\nemmy,no\ngrace,\n')
    expect(await jhub(`roster plan ${file} --prune`)).toEqual({
      code: 0,
      stdout: 'delete users\t\t2\tada,old\nmake no admin\t\t1\temmy\n',
      stderr: expect.stringMatching(/^You stay an admin/),
    })
    const applied = await jhub(`roster apply ${file} --yes`)
    expect([applied.code, applied.stderr]).toEqual([0, expect.stringMatching(/^You stay an admin/)])
    const isAdmin = (name: string) => hub.state.users.get(name)?.admin
    expect(['admin', 'emmy'].map(isAdmin)).toEqual([true, false])
  })

  test('takes a name as the hub has it', async () => {
    const { jhub, hub, write } = atClass()
    await jhub('users rename old Old')
    const file = write('class.csv', 'name\nada\ngrace\nold\n')
    expect((await jhub(`roster plan ${file} --prune`)).stdout).toBe('')
    expect(hub.state.users.get('Old')).toBeDefined()
  })
})

describe('who changes the hub, too', () => {
  test('an authenticator that says who is in which group is told of before anything is changed', async () => {
    const { jhub, hub, write } = atClass({ version: '5.2.1' })
    // What a hub with `manage_groups` answers.
    const body = { status: 400, message: 'Group management via API is disabled' }
    const path = '/hub/api/groups/{group}/users'
    hub.faults.add({ method: 'POST', path, trouble: { status: 400, body }, times: 1 })
    const file = write('class.csv', roster)
    const { code, stderr } = await jhub(`roster apply ${file} --yes`)
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^jhub: this hub's authenticator says who is in which group, .*\n.*manage_groups/,
      ),
    ])
    expect(hub.state.users.get('hypatia')).toBeUndefined()
    expect(await jhub(`roster apply ${file} --yes`)).toMatchObject({ code: 0 })
  })

  test('two that apply the same file at once are in nobody’s way', async () => {
    const { jhub, hub, write, membersOf } = atClass()
    const file = write('class.csv', roster)
    const command = `roster apply ${file} --prune --prune-count 1 --yes`
    const both = await Promise.all([jhub(command), jhub(command)])
    expect(both).toMatchObject([{ code: 0 }, { code: 0 }])
    expect(await membersOf('lab')).toEqual({ users: ['grace', 'hypatia'] })
    expect(hub.state.users.get('old')).toBeUndefined()
    expect((await jhub(`roster plan ${file} --prune`)).stdout).toBe('')
  })

  test('a name that no login makes is explained where a group cannot have it', async () => {
    const { jhub, write } = atClass()
    await jhub('users rename old Old')
    const { code, stderr } = await jhub(`roster apply ${write('c.csv', 'name,groups\nold,lab\n')}`)
    expect([code, stderr]).toEqual([1, expect.stringContaining('jhub users rename OLD old')])
  })
})

describe('what cannot be made', () => {
  test('keeps nothing else from being made, but deleting', async () => {
    const { jhub, hub, write, membersOf } = atClass()
    hub.spawner.script('ada', [{ fail: 'no room' }])
    const file = write(
      'class.yaml',
      `users: [{ name: ada, servers: ['', lab] }, { name: grace, admin: true, groups: [class101] },
        { name: 'bad ', groups: [lab], servers: [''] }, { name: eva, groups: [lab] }, admin]`,
    )
    const apply = () => jhub(`roster apply ${file} --prune --prune-count 1 --yes`)
    const { code, stderr } = await apply()
    expect(code).toBe(1)
    expect(stderr).toMatch(/^jhub: not all could be done$/m)
    expect(stderr).toMatch(/^the hub takes no such name as bad $/m)
    expect(stderr).toMatch(/^ada did not start: .*no room/m)
    expect(stderr).toMatch(/^bad {2}could not be created: nobody was deleted$/m)
    expect(await membersOf('lab')).toEqual({ users: ['eva'] })
    // Who would have been deleted, is where they were.
    expect(await membersOf('class101')).toEqual({ users: ['old', 'grace'] })
    expect(hub.state.users.get('grace')?.admin).toBe(true)
    expect((await jhub('servers list')).stdout).toMatch(/^ada\/lab\b/)
    expect(hub.state.users.get('old')).toBeDefined()
    const again = await apply()
    expect(again.stderr).toMatch(/^bad {2}could not be created: nobody was deleted$/m)
    expect(hub.state.users.get('old')).toBeDefined()
  })

  test('is told of when the hub goes away in between, which ends it', async () => {
    const { jhub, hub, write } = atClass()
    hub.faults.add({ method: 'PATCH', trouble: { status: 503 }, times: 9 })
    const file = write('class.csv', 'name,admin,groups\nada,yes,lab\n"bad ",,\n')
    const { code, stderr } = await jhub(`roster apply ${file} --yes`)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^the hub takes no such name as bad \njhub: .*503/m)
    expect(hub.state.groups.get('lab')).toBeUndefined()
  })

  test('is told in one line for all with whom it is the same', async () => {
    const names = Array.from({ length: 15 }, (_, at) => `student-${at}`)
    const { jhub, hub, write } = atClass({ users: names, groups: [] })
    const body = { status: 400, message: 'not today' }
    hub.faults.add({ method: 'DELETE', trouble: { status: 400, body }, times: 99 })
    const file = write('class.csv', 'name\n')
    const { stderr } = await jhub(`roster apply ${file} --prune --prune-count 15 --yes`)
    expect(stderr).toContain(
      `delete users ${names.slice(0, 10).join(', ')} and 5 more: not today\n`,
    )
  })

  test('is told with what it is about', async () => {
    const { jhub, hub, write } = atClass()
    hub.faults.add({ method: 'DELETE', trouble: { status: 500 }, times: 99 })
    const file = write('class.csv', 'name,groups\nada,lab\n')
    const { code, stderr } = await jhub(`roster apply ${file} --prune --prune-count 2 --yes`)
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^delete users grace: .+\ndelete users old: ./m),
    ])
  })

  test('is one name of many in a group, and the others join', async () => {
    const { jhub, write, membersOf } = atClass()
    await jhub('users rename old Old')
    const file = write('c.csv', 'name,groups\nold,lab\nada,lab\ngrace,lab\n')
    expect(await jhub(`roster apply ${file}`)).toMatchObject({ code: 1 })
    expect(await membersOf('lab')).toEqual({ users: ['ada', 'grace'] })
  })

  test('are people whom the authenticator has under another name: who may be one of them, stays', async () => {
    const { jhub, hub, write, membersOf } = atClass({
      users: ['ada', 'torvalds'],
      groups: [{ name: 'lab', users: ['torvalds'] }],
    })
    const fetch: Fetch = (url, init) =>
      hub.fetch(url, {
        ...init,
        ...(typeof init?.body === 'string'
          ? { body: init.body.replace('"Linus"', '"torvalds"') }
          : {}),
      })
    const file = write('class.csv', 'name,groups\nLinus,lab\nada,lab\nada2,\n')
    const apply = `roster apply ${file} --prune --prune-count 1 --yes`
    for (const command of [apply, apply]) {
      const { code, stderr } = await jhub(command, { fetch })
      expect(code).toBe(1)
      expect(stderr).toMatch(/^jhub: the hub has other names for Linus: .*nobody was deleted/m)
      expect(stderr).toContain('write those in the file')
      expect(hub.state.users.get('torvalds')).toBeDefined()
      expect(await membersOf('lab')).toEqual({ users: ['torvalds', 'ada'] })
      expect(hub.state.users.get('ada2')).toBeDefined()
    }
  })
})

describe('properties of groups', () => {
  const content = (cpu: number) => `users: [{ name: ada, groups: [lab] }]
groups:
  - { name: class101, properties: { cpu: ${cpu}, images: [r, python] } }
  - { name: lab, properties: { cpu: 1 } }
  - other
`

  test('are set as the file says, and left alone where it says nothing', async () => {
    const { jhub, hub, write } = atClass(groupsWith({}, { kept: true }))
    const file = write('class.yaml', content(2))
    const { stdout } = await jhub(`roster plan ${file} --json change,group,properties`)
    expect(JSON.parse(stdout)).toContainEqual({
      change: 'set properties',
      group: 'class101',
      properties: { cpu: 2, images: ['r', 'python'] },
    })
    expect(await jhub(`roster apply ${file} --yes`)).toMatchObject({ code: 0 })
    const properties = (name: string) => hub.state.groups.get(name)?.properties
    expect(properties('class101')).toEqual({ cpu: 2, images: ['r', 'python'] })
    expect(properties('lab')).toEqual({ cpu: 1 })
    expect(properties('other')).toEqual({ kept: true })
    expect((await jhub(`roster plan ${file}`)).stdout).toBe('')
    const more = write('more.yaml', content(4))
    expect((await jhub(`roster plan ${more}`)).stdout).toBe('set properties\tclass101\t0\t\n')
    const none = write(
      'none.yaml',
      'users: [{ name: ada, groups: [lab] }]\ngroups: [{ name: lab, properties: {} }]',
    )
    // A property is lost, which is asked about.
    expect(await jhub(`roster apply ${none}`)).toMatchObject({ code: 2 })
    expect(properties('lab')).toEqual({ cpu: 1 })
  })

  test('are refused on a hub that has none, before anything is changed', async () => {
    const { jhub, hub, write } = atClass({ version: '3.1.1' })
    const { code, stderr } = await jhub(`roster apply ${write('class.yaml', content(2))} --yes`)
    expect([code, stderr]).toEqual([1, expect.stringContaining('since JupyterHub 4.0')])
    expect(hub.requests.every(({ method }) => method === 'GET')).toBe(true)
  })
})

describe('servers', () => {
  const content =
    'users: [{ name: Ada, servers: ["", lab] }, { name: Eva, servers: [""] }, grace]\n'

  test('that a file names run then; others are left alone', async () => {
    const { jhub, hub, write } = atClass()
    await jhub('servers start ada grace')
    const file = write('class.yaml', content)
    expect((await jhub(`roster plan ${file}`)).stdout).toBe(
      'create users\t\t1\tEva\nstart servers\t\t2\tada/lab,Eva\n',
    )
    expect((await jhub(`roster plan ${file}`, { tty: true })).stdout).toContain(
      '  + 2 servers start: ada/lab, Eva\n',
    )
    expect(await jhub(`roster apply ${file}`)).toMatchObject({ code: 0 })
    expect((await jhub('servers list')).stdout.match(/^\S+/gm)).toEqual([
      'ada',
      'ada/lab',
      'grace',
      'eva',
    ])
    expect((await jhub(`roster plan ${file}`)).stdout).toBe('')
    expect(hub.state.users.size).toBe(5)
  })

  test('that do not start are told of', async () => {
    const { jhub, hub, write } = atClass()
    hub.spawner.script('eva', [{ fail: 'no room' }])
    const { code, stderr } = await jhub(`roster apply ${write('class.yaml', content)}`)
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^jhub: eva did not start: .*no room/m),
    ])
  })
})

test('a hub that goes away while servers start is told of in a sentence', async () => {
  const names = Array.from({ length: 25 }, (_, at) => `student-${at}`)
  const { jhub, hub, write } = atClass({ users: names, groups: [] })
  const users = names.map((name) => ({ name, servers: [''] }))
  const file = write('class.json', JSON.stringify({ users }))
  let starts = 0
  const fetch: Fetch = (url, init) => {
    if (init?.method === 'POST') starts += 1
    const isThere = starts <= 4 || /student-[0-3]\//.test(url)
    return isThere ? hub.fetch(url, init) : Promise.reject(new TypeError('fetch failed'))
  }
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const running = jhub(`roster apply ${file}`, { fetch })
  const ended = running.then(() => true)
  const notYet = async () => {
    await vi.advanceTimersByTimeAsync(10_000)
    return new Promise<false>((resolve) => setImmediate(resolve, false))
  }
  while (!(await Promise.race([ended, notYet()])));
  const { code, stderr } = await running
  expect([code, stderr]).toMatchInlineSnapshot(`
    [
      1,
      "4 of 25 changes are made; apply it again to go on.
    jhub: GET http://hub.example/hub/api/: could not reach the hub: fetch failed
    Is the address right, and the hub up? jhub doctor looks closer.
    ",
    ]
  `)
})

describe('a journal', () => {
  /** An apply that ends at the hub's second failure, after two groups of changes. */
  async function brokenOff(command: (file: string) => string, content: string) {
    const place = atClass()
    const file = place.write('class.csv', content)
    place.hub.faults.add({ method: 'DELETE', trouble: { status: 500 }, after: 1, times: 9 })
    const journals = join(place.folder, 'jhub', 'rosters')
    const ended = await place.jhub(command(file))
    place.hub.faults.clear()
    const [name = ''] = readdirSync(journals)
    return { ...place, file, ended, journals, journal: join(journals, name) }
  }

  const pruned = (file: string) => `roster apply ${file} --prune --prune-count 2 --yes`
  const two = 'name,groups\nada,class101\nhypatia,\n'

  test('tells the next apply how far the earlier one came, and is gone when all is done', async () => {
    const { jhub, hub, file, ended, journals, journal } = await brokenOff(pruned, two)
    expect(ended.code).toBe(1)
    expect(ended.stderr).toContain('2 of 3 changes are made; apply it again to go on.')
    expect(statSync(journal).mode & 0o777).toBe(0o600)
    expect(readFileSync(journal, 'utf8')).not.toContain(secret)
    const drawn = await jhub(`roster plan ${file} --prune`)
    expect(drawn.stdout.trim().split('\n')).toHaveLength(1)
    const again = await jhub(pruned(file), { tty: true })
    expect(again.code).toBe(0)
    // What is left of it is all that the bar knows.
    expect(again.stderr).toContain('0 %  0 of 1  delete users')
    expect(again.stderr).toContain('100 %  1 of 1  delete users')
    expect(again.stderr.replace(/\s+/g, ' ')).toContain(
      `An apply of ${file}, begun just now, made 2 of 3 changes and did not end: this one goes on with what is left, 1 change.`,
    )
    expect([...hub.state.users.all].map(({ name }) => name)).toEqual(['admin', 'ada', 'hypatia'])
    expect(readdirSync(journals)).toEqual([])
    expect((await jhub(pruned(file))).stderr).toBe('Everything is as it should be.\n')
  })

  test('lets who goes on say the same number, though some are deleted by now', async () => {
    const place = atClass()
    const file = place.write('class.csv', 'name\nada\n')
    const command = `roster apply ${file} --prune --prune-count 2 --yes`
    // One that was broken off before, and deleted nobody, has nothing to say here.
    const more = place.write('class.csv', 'name\nada\nhypatia\n')
    place.hub.faults.add({ method: 'POST', trouble: { status: 500 }, times: 9 })
    expect(await place.jhub(`roster apply ${more}`)).toMatchObject({ code: 1 })
    place.hub.faults.clear()
    place.hub.faults.add({ method: 'DELETE', trouble: { status: 500 }, after: 1, times: 9 })
    expect(await place.jhub(command)).toMatchObject({ code: 1 })
    place.hub.faults.clear()
    expect(place.hub.state.users.size).toBe(4)
    // Somebody else came meanwhile: who would be deleted is not who was counted.
    await place.jhub('users create eva')
    await place.jhub('users create emmy')
    expect(await place.jhub(command)).toMatchObject({ code: 2 })
    await place.jhub('users delete eva emmy --yes')
    expect(await place.jhub(command)).toMatchObject({ code: 0 })
    expect(place.hub.state.users.size).toBe(3)
  })

  test('that is cut off, broken or cannot be kept is in nobody’s way', async () => {
    const { jhub, write, file, journal } = await brokenOff(pruned, two)
    const whole = readFileSync(journal, 'utf8')
    for (const at of [0, 1, 20, whole.length - 3]) {
      writeFileSync(journal, whole.slice(0, at))
      expect(await jhub(`roster plan ${file} --prune`)).toMatchObject({ code: 0 })
    }
    expect(await jhub(pruned(file))).toMatchObject({ code: 0 })
    expect(existsSync(journal)).toBe(false)
    // Where its folder should be is a file.
    const env = { XDG_CONFIG_HOME: write('config', '') }
    const more = write('more.csv', 'name\nnoether\n')
    const other = await jhub(`roster apply ${more}`, { env })
    expect([other.code, other.stderr]).toEqual([
      0,
      expect.stringMatching(/^No journal of this can be kept: .*\nEverything is done\.\n$/),
    ])
  })

  test('that cannot be written any more is dropped with a word', async () => {
    const { folder } = atClass()
    const intent = { began: 'x', digest: 'x', total: 9, deletes: [], done: 0 }
    const real = await beginJournal(join(folder, 'x.jsonl'), intent)
    const notes: string[] = []
    const journal = dispensable(real, (sentence) => notes.push(sentence))
    await journal.wrote(1)
    // What is written to it now fails.
    await real.close()
    await journal.wrote(1)
    await journal.wrote(1)
    await journal.close()
    expect(notes).toEqual([expect.stringMatching(/^The journal of this is kept no longer: .*\.$/)])
  })

  test('is read as far as it was written', () => {
    const head = { began: '2026-01-15T12:00:00Z', digest: 'x', total: 9, deletes: ['old'] }
    const text = `${JSON.stringify(head)}\n{"did":2}\n{"did":3}\n`
    expect(parseJournal(text)).toEqual({ ...head, done: 5 })
    expect(parseJournal(text.slice(0, -3))).toEqual({ ...head, done: 2 })
    expect(parseJournal(`${text}\0\0[]{"did":"x"}`)).toEqual({ ...head, done: 5 })
    for (const broken of ['', '{"began":1}', 'null', JSON.stringify({ ...head, deletes: [1] })]) {
      expect(parseJournal(broken)).toBe(undefined)
    }
  })
})

describe('a roster that is not right is refused with its places, and nothing is sent', () => {
  test.each([
    ['an unknown column', 'name,role\nada,x\n', '1:6: there is no column "role"'],
    ['a column twice', 'name,name\na,b\n', '1:6: the column "name" is there twice'],
    ['no header', 'ada\ngrace\n', '1:1: the first line must name a column "name"'],
    ['somebody twice', 'name\nada\n\n  ADA\n', '4:1: "ADA" stands in line 2 already'],
    ['no name', 'name,groups\n,class101\n', '2:1: no name'],
    ['a step in an address', 'name\n..\n', '2:1: ".." is a folder'],
    ['a slash', 'name\na/b\n', '2:1: "a/b" has a slash in it'],
    ['a formula', 'name\nada\n"=HYPERLINK(""x"")"\n', '3:1: "=HYPERLINK("x")" is a formula'],
    ['a formula as a group', 'name,groups\nada,+cmd\n', '2:5: "+cmd" is a formula'],
    ['too few cells', 'name,groups\nada\n', '2:1: 1 cells, where the header has 2'],
    ['an open quote', 'name\n"ada\n', '2:1: a quote is not closed'],
    ['what is wrong after signs of two units', 'name\n"😀\n😀",x\n', '2:1: 2 cells'],
    ['a place after such signs', 'name,groups\n"😀\n",\n=x,\n', '4:1: "=x" is a formula'],
    ['text after a quote', 'name\n"a"da\n', '2:4: text after a quote'],
    ['a strange admin', 'name,admin\nada,maybe\n', '2:5: "maybe" is neither yes nor no'],
    ['a control character', 'name\na\x1bda\n', '2:1: a name with signs'],
    ['a formula that was defused', "name\n'=x\n", `2:1: "'=x" is a formula`],
    ['groups with commas', 'name;groups\nada;a,b\n', '2:5: "a,b" has a comma in it'],
    ['a bad row between semicolons', 'name;admin\nada;no\ngrace,no\n', '3:1: 1 cells'],
  ])('%s', async (_, content, says) => {
    const { jhub, hub, write } = atClass()
    const file = write('class.csv', content)
    const { code, stdout, stderr } = await jhub(`roster apply ${file} --yes`)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`class.csv:${says}`)
    expect(hub.requests).toEqual([])
  })

  test.each([
    ['Latin-1', Buffer.from('name\nada\nJos\xe9\n', 'latin1'), '3:4: this is no UTF-8'],
    ['UTF-16 with a mark', Buffer.from('\ufeffname\r\nada\r\n', 'utf16le'), '1:1: this looks like'],
    ['UTF-16 without one', Buffer.from('name\nada\n', 'utf16le'), '1:1: this looks like UTF-16'],
    ['UTF-16, Greek', Buffer.from('\ufeffνα', 'utf16le').swap16(), '1:1: this looks like UTF-16'],
  ])('another encoding: %s', async (_, content, says) => {
    const { jhub, hub, write } = atClass()
    const { code, stderr } = await jhub(`roster plan ${write('class.csv', content)}`)
    expect([code, stderr]).toEqual([2, expect.stringContaining(`class.csv:${says}`)])
    expect(hub.requests).toEqual([])
  })

  test.each([
    ['{\n"users": [', 'class.json:2:11: the file ends here, in the middle of it'],
    ['{"users":\n[,]}', 'class.json:2:2: this cannot stand here in JSON: is a comma'],
    ['[]', 'class.json:1:1: a roster has users, groups'],
    ['{"users":[],\n "people":[]}', 'class.json:2:2: there is no "people" in a roster'],
    ['{"users":{}}', 'class.json:1:10: "users" is a list'],
    ['{"users":[],"users":[]}', 'class.json:1:13: this is there twice: leave one of them out'],
    ['{"users":[{"nmae":"ada"}]}', 'class.json:1:12: there is no "nmae" in a user'],
    ['{"users":[{}]}', 'class.json:1:11: the name of a user is a text'],
    ['{"users":[7]}', 'class.json:1:11: the name of a user is a text'],
    ['{\n"users":[{"name":"ada","admin":"yes"}]}', 'class.json:2:32: "admin" is true or false'],
    ['{"users":[{"name":"ada","team":"x"}]}', 'class.json:1:25: there is no "team" in a user'],
    ['{"users":[{"name":"ada","groups":[1]}]}', 'class.json:1:35: the name of a group is a text'],
    ['{"users":["ada",\n\t"=x"]}', 'class.json:2:2: "=x" is a formula'],
    ['{"users":[],"groups":[{"name":"a","properties":[]}]}', ':48: "properties" has names and'],
    ['{"users":[],"groups":["a",{"name":"a"}]}', 'class.json:1:35: the group "a" is there twice'],
  ])('JSON: %s', async (content, says) => {
    const { jhub, hub, write } = atClass()
    const { code, stderr } = await jhub(`roster plan ${write('class.json', content)}`)
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)])
    expect(hub.requests).toEqual([])
  })

  test.each([
    ['users:\n  - ada\n - grace\n', 'class.yaml:3:1: this line begins too far left or right'],
    ['users:\n\t- ada\n', 'class.yaml:2:1: a tab stands before this'],
    ['users: [ada, grace\n', 'class.yaml:2:1: this begins too far left or right, or a bracket'],
    ['users: ["ada]\n', 'class.yaml:2:1: something is missing here'],
    ['users: [@ada]\n', 'class.yaml:1:9: nothing begins with this sign'],
    ['users:\n  - name: ada\n    team: x\n', 'class.yaml:3:5: there is no "team" in a user'],
    ['users:\n  - name:\n', 'class.yaml:2:10: the name of a user is a text'],
    ['users:\n  - ada\n  - ADA\n', 'class.yaml:3:5: "ADA" stands in line 2 already'],
    ['users: [!!js/function x]\n', 'class.yaml:1:9: a word with "!" before it has a meaning'],
    ['users: []\n---\nusers: []\n', 'class.yaml:2:1: a roster ends here and another one begins'],
    ['users: *all\n', 'class.yaml:1:8: there is no "all" before this'],
    ['groups: [class101]\n', 'class.yaml:1:1: "users" is a list'],
    ['', 'class.yaml:1:1: a roster has users, groups'],
  ])('YAML: %j', async (content, says) => {
    const { jhub, hub, write } = atClass()
    const { code, stderr } = await jhub(`roster plan ${write('class.yaml', content)}`)
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)])
    expect(hub.requests).toEqual([])
  })

  test('another file', async () => {
    const { jhub, folder } = atClass()
    expect(await jhub('roster plan class.xlsx')).toMatchObject({ code: 2 })
    expect(await jhub('roster plan /nowhere/class.csv')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'jhub: /nowhere/class.csv cannot be read: there is no such file or folder\n',
    })
    expect(await jhub(`roster plan ${folder} --format csv`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot be read: it is a folder'),
    })
  })
})

describe('jhub export', () => {
  test.each(['csv', 'json', 'yaml'])(
    'writes %s that roster reads: nothing is to be done then',
    async (format) => {
      const { jhub, write } = atClass()
      await jhub('groups create lab/5 --users ada')
      const { code, stdout } = await jhub(`export --format ${format}`)
      expect([code, stdout]).toEqual([0, expect.stringContaining('lab/5')])
      const file = write(`class.${format}`, `\ufeff${stdout}`)
      expect(await jhub(`roster plan ${file} --prune`)).toMatchObject({ code: 0, stdout: '' })
      await jhub('groups delete lab/5 --yes')
      expect(await jhub(`roster apply ${file}`)).toMatchObject({ code: 0 })
      expect((await jhub('groups show lab/5 --json users')).stdout).toBe('{"users":["ada"]}\n')
    },
  )

  test('writes properties, which CSV cannot, nor some names of groups', async () => {
    const { jhub, write } = atClass(groupsWith({ cpu: 2, note: 'yes' }))
    await jhub('groups create a;b --users ada')
    const { stdout } = await jhub('export --format yaml')
    expect(stdout).toContain(
      'groups:\n  - name: class101\n    properties:\n      cpu: 2\n      note: yes\n  - other\n  - a;b\n',
    )
    expect((await jhub(`roster plan ${write('class.yaml', stdout)} --prune`)).stdout).toBe('')
    expect(await jhub('export')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('CSV cannot name the group "a;b"'),
    })
  })

  test.each([
    ['csv', 'list:users', 'read:users:groups'],
    ['yaml', 'list:users,read:users,list:groups', 'read:groups'],
  ])('is refused as %s where the token sees too little: %s', async (format, scopes, needed) => {
    const { jhub } = atClass()
    const made = await jhub(`tokens create admin --scopes ${scopes}`)
    const env = { JUPYTERHUB_API_TOKEN: made.stdout.trim() }
    expect(await jhub(`export --format ${format}`, { env })).toEqual({
      code: 4,
      stdout: '',
      stderr: expect.stringContaining(`It needs ${needed}; nothing was written.`),
    })
  })

  test('is CSV unless JSON is wanted', async () => {
    const { jhub } = atClass()
    expect((await jhub('export')).stdout).toBe(
      'name,admin,groups\r\nadmin,yes,\r\nada,no,class101\r\ngrace,no,\r\nold,no,class101;other\r\n',
    )
  })
})

test('CSV is read as it is written', () => {
  const cell = string({ unit: constantFrom('a', 'é', '"', ',', ' ', '\n', '\r', ';') })
  const rows = array(array(cell, { minLength: 2, maxLength: 3 }), { maxLength: 4 })
  assert(
    property(rows, (cells) => {
      const trimmed = cells.map((row) =>
        row.map((text) => (/[",\r\n]/.test(text) ? text : text.trim())),
      )
      // What stands between cells is told from the first line.
      const written = [['name', 'groups'], ...trimmed]
      const parsed = parseCsv(written.map((row) => csvLine(row)).join(''))
      expect(parsed.problems).toEqual([])
      const read = parsed.rows.map((row) => row.map(({ text }) => text.replace(/^'(?=\r)/, '')))
      expect(read).toEqual(written)
    }),
  )
})
