import { describe, expect, test } from 'vitest'
import { manualClock } from 'jupyterhub-emulator'
import { atHub } from './support/terminal.ts'

const people = {
  clock: manualClock(new Date('2026-01-15T09:00:00Z')),
  users: ['ada', 'grace'],
  groups: [{ name: 'staff', users: ['ada'] }],
}

describe('jhub users list', () => {
  test('is a table on a terminal', async () => {
    const { jhub } = atHub(people)
    const { code, stdout, stderr } = await jhub('users list', { tty: true })
    expect(stdout).toBe(
      [
        'NAME   ADMIN  GROUPS  SERVERS  LAST ACTIVITY',
        'admin  yes                     3 hours ago',
        'ada    no     staff',
        'grace  no',
        '',
      ].join('\n'),
    )
    expect([code, stderr]).toEqual([0, ''])
  })

  test('is lines with tabs in a pipe', async () => {
    const { jhub } = atHub(people)
    expect(await jhub('users list')).toEqual({
      code: 0,
      stdout: 'admin\ttrue\t\t\t2026-01-15T09:00:00Z\nada\tfalse\tstaff\t\t\ngrace\tfalse\t\t\t\n',
      stderr: '',
    })
  })

  test('is JSON with the fields that are named', async () => {
    const { jhub } = atHub(people)
    const { stdout } = await jhub('users list --match a --json name,groups')
    expect(JSON.parse(stdout)).toEqual([
      { name: 'admin', groups: [] },
      { name: 'ada', groups: ['staff'] },
      { name: 'grace', groups: [] },
    ])
  })

  test('is of a group, or of admins, where that is wanted', async () => {
    const { jhub } = atHub(people)
    const names = async (flags: string) =>
      JSON.parse((await jhub(`users list ${flags} --json name`)).stdout) as unknown
    expect(await names('--group staff')).toEqual([{ name: 'ada' }])
    expect(await names('--admin')).toEqual([{ name: 'admin' }])
    expect(await names('--admin --group staff')).toEqual([])
    await jhub('groups add staff admin grace')
    expect(await names('--group staff --limit 2')).toEqual([{ name: 'admin' }, { name: 'ada' }])
    const none = await jhub('users list --group nobody')
    expect([none.code, none.stdout, none.stderr]).toEqual([
      1,
      '',
      'jhub: there is no group nobody\n',
    ])
  })

  test('is ordered as --sort says, with the minus as a word of its own, too', async () => {
    const { jhub } = atHub(people)
    for (const sort of ['--sort -name', '--sort=-name']) {
      const { stdout } = await jhub(`users list ${sort} --json name`)
      expect(stdout.match(/"name":"(\w+)"/g)).toEqual([
        '"name":"grace"',
        '"name":"admin"',
        '"name":"ada"',
      ])
    }
  })

  test('is CSV for spreadsheets', async () => {
    const { jhub } = atHub(people)
    const { stdout } = await jhub('users list --csv --limit 1')
    expect(stdout).toBe(
      'name,admin,groups,servers,last_activity\r\nadmin,true,,,2026-01-15T09:00:00Z\r\n',
    )
  })

  test('shows the servers that are up, the default one by the name of its user', async () => {
    const { jhub } = atHub(people)
    await jhub('servers start ada ada/lab')
    const { stdout } = await jhub('users list --match ada --json servers')
    expect(stdout).toContain('{"servers":["ada","ada/lab"]}')
  })

  test('says which fields there are', async () => {
    const { jhub, hub } = atHub(people)
    for (const args of ['users list --json', 'users list --json name,nmae']) {
      const { code, stdout, stderr } = await jhub(args)
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(/\nFields: name, admin, groups, .*\n$/)
    }
    expect(hub.requests).toEqual([])
  })

  test('reads all pages, and none more than it needs', async () => {
    const { jhub, hub } = atHub({ users: Array.from({ length: 450 }, (_, n) => `u${n}`) })
    const { stdout } = await jhub('users list --json name')
    expect(JSON.parse(stdout)).toHaveLength(451)
    const before = hub.requests.length
    await jhub('users list --limit 5')
    expect(hub.requests.length - before).toBeLessThanOrEqual(2)
  })
})

describe('jhub users show', () => {
  test('shows what is known of one', async () => {
    const { jhub } = atHub(people)
    const { stdout } = await jhub('users show ada', { tty: true })
    expect(stdout).toMatch(/^name: +ada\nadmin: +no\ngroups: +staff\n/)
    expect((await jhub('users show ada')).stdout).toMatch(/^name\tada\nadmin\tfalse\n/)
    expect((await jhub('users show ada --json name')).stdout).toBe('{"name":"ada"}\n')
  })

  test('says that there is none', async () => {
    const { jhub } = atHub(people)
    const { code, stdout, stderr } = await jhub('users show nobody')
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^jhub: there is no user nobody\n$/)
  })
})

describe('jhub users create', () => {
  test('says what became of each name', async () => {
    const { jhub, hub } = atHub(people)
    const { code, stdout } = await jhub('users create Eva ada a/b')
    expect(stdout).toBe('eva\tcreated\t\nada\texisted\t\na/b\tinvalid\tInvalid username: a/b\n')
    expect(code).toBe(1)
    expect(hub.state.users.get('eva')?.admin).toBe(false)
  })

  test('takes names from stdin, one a line', async () => {
    const { jhub, hub } = atHub()
    const stdin = '\ufeffeva\r\n\r\n  maria b \r\n'
    expect((await jhub('users create zoe - --json given', { stdin })).stdout).toBe(
      '[\n{"given":"zoe"},\n{"given":"eva"},\n{"given":"maria b"}\n]\n',
    )
    await jhub('groups create class101')
    await jhub('groups add class101 -', { stdin: 'eva\nzoe\n' })
    expect([...(hub.state.groups.get('class101')?.users ?? [])]).toHaveLength(2)
    const started = await jhub('servers start - --json user,outcome', { stdin: 'eva\nzoe' })
    expect(started.stdout).toContain('{"user":"zoe","outcome":"done"}')
    expect(await jhub('users delete - --yes', { stdin: 'eva\n' })).toMatchObject({ code: 0 })
    expect(hub.state.users.get('eva')).toBeUndefined()
    const odd = await jhub('groups add - eva', { stdin: 'zoe' })
    expect([odd.code, odd.stderr]).toEqual([1, expect.stringContaining('group -')])
    expect(await jhub('users create -', { stdin: '\n' })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'jhub: stdin is empty\nIt should hold names, one a line.\n',
    })
  })

  test('has a column for messages on a terminal if there are any', async () => {
    const { jhub } = atHub(people)
    const { stdout } = await jhub('users create eva ada', { tty: true })
    expect(stdout).toBe('NAME  OUTCOME\neva   created\nada   existed\n')
    const { stdout: other } = await jhub('users create ada a/b', { tty: true })
    expect(other).toMatch(
      /^NAME +OUTCOME +MESSAGE\nada +existed\na\/b +invalid +Invalid username: a\/b\n$/,
    )
    expect((await jhub('users create ada --csv', { tty: true })).stdout).toBe(
      'name,outcome,message\r\nada,existed,\r\n',
    )
  })

  test('makes admins', async () => {
    const { jhub, hub } = atHub()
    expect(await jhub('users create eva --admin --json name,outcome')).toMatchObject({
      code: 0,
      stdout: '[\n{"name":"eva","outcome":"created"}\n]\n',
    })
    expect(hub.state.users.get('eva')?.admin).toBe(true)
  })
})

describe('jhub users delete', () => {
  test('asks, and does nothing unless the answer is yes', async () => {
    const { jhub, hub, questions } = atHub(people)
    const declined = await jhub('users delete ada', { tty: true, typed: [''] })
    expect(declined).toMatchObject({ code: 1, stderr: 'jhub: nothing was changed\n' })
    expect(hub.requests.filter(({ method }) => method !== 'GET')).toEqual([])
    const { code, stdout } = await jhub('users delete ada grace', { tty: true, typed: ['y'] })
    expect(questions).toContain('This will delete the users ada, grace. Go on? [y/N] ')
    expect([code, stdout]).toEqual([0, 'NAME   OUTCOME\nada    deleted\ngrace  deleted\n'])
    expect(hub.state.users.get('ada')).toBeUndefined()
  })

  test('says before it asks which servers that ends', async () => {
    const { jhub, questions } = atHub(people)
    await jhub('servers start ada ada/lab grace')
    await jhub('users delete ada grace', { tty: true, typed: ['n'] })
    await jhub('users delete ada grace --stop-servers', { tty: true, typed: ['n'] })
    expect(questions).toEqual([
      'This will delete the users ada, grace, with 3 running servers (--stop-servers stops them first). Go on? [y/N] ',
      'This will delete the users ada, grace, and stop 3 running servers. Go on? [y/N] ',
    ])
    expect(await jhub('users delete ada grace --yes --stop-servers')).toMatchObject({ code: 0 })
  })

  test('asks also where the token shows nobody, and may delete', async () => {
    const { jhub, questions } = atHub(people)
    const { stdout } = await jhub('tokens create admin --scopes delete:users')
    const env = { JUPYTERHUB_API_TOKEN: stdout.trim() }
    const deleted = await jhub('users delete ada', { tty: true, typed: ['y'], env })
    expect([deleted.code, questions]).toEqual([0, ['This will delete the user ada. Go on? [y/N] ']])
  })

  test('does not ask about somebody who is not there', async () => {
    const { jhub, hub, questions } = atHub(people)
    const { code, stderr } = await jhub('users delete ada nobody', { tty: true })
    expect([code, stderr, questions]).toEqual([1, 'jhub: there is no user nobody\n', []])
    expect(hub.state.users.get('ada')).toBeDefined()
  })

  test('refuses where there is nobody to ask', async () => {
    const { jhub, hub } = atHub(people)
    const { code, stderr } = await jhub('users delete ada')
    expect([code, stderr]).toEqual([
      2,
      'jhub: this would delete the user ada\nNo terminal to ask on: say --yes.\n',
    ])
    expect(hub.requests).toEqual([])
  })

  test('names no more than can be read', async () => {
    const { jhub } = atHub()
    const names = Array.from({ length: 300 }, (_, n) => `u${n}`)
    const { stderr } = await jhub(`users delete ${names.join(' ')}`)
    expect(stderr).toContain(
      'delete the users u0, u1, u2, u3, u4, u5, u6, u7, u8, u9 and 290 more\n',
    )
  })

  test('goes on after one that fails, and says so in the end', async () => {
    const { jhub, hub } = atHub(people)
    const { code, stdout, stderr } = await jhub('users delete nobody grace --yes')
    expect([code, stdout]).toEqual([1, 'nobody\tfailed\ngrace\tdeleted\n'])
    expect(stderr).toMatch(/there is no user nobody\n/)
    expect(hub.state.users.get('grace')).toBeUndefined()
  })

  test('stops servers first when told', async () => {
    const { jhub, hub } = atHub(people)
    await jhub('servers start ada/lab')
    expect(hub.state.users.get('ada')?.servers.get('lab')).toBeDefined()
    expect(await jhub('users delete ada --yes --stop-servers')).toMatchObject({ code: 0 })
    expect(hub.state.users.get('ada')).toBeUndefined()
  })
})

test('jhub users rename', async () => {
  const { jhub, hub } = atHub(people)
  expect((await jhub('users rename ada lovelace --json name,groups')).stdout).toBe(
    '[\n{"name":"lovelace","groups":["staff"]}\n]\n',
  )
  expect(hub.state.users.get('ada')).toBeUndefined()
})

test('jhub users admin', async () => {
  const { jhub, hub } = atHub(people)
  expect((await jhub('users admin ada grace')).stdout).toBe('ada\tadmin\ngrace\tadmin\n')
  expect(hub.state.users.get('ada')?.admin).toBe(true)
  expect((await jhub('users admin ada --remove --yes')).stdout).toBe('ada\tno admin\n')
  expect(hub.state.users.get('ada')?.admin).toBe(false)
})

test('jhub users admin --remove asks, and says where it is yourself', async () => {
  const { jhub, hub, questions } = atHub(people)
  expect(await jhub('users admin admin --remove')).toMatchObject({
    code: 2,
    stderr:
      'jhub: this would take the rights of an admin from the user admin\nNo terminal to ask on: say --yes.\n',
  })
  await jhub('users admin ada --remove', { tty: true, typed: ['n'] })
  await jhub('users admin admin --remove', { tty: true, typed: ['n'] })
  await jhub('users admin ada admin --remove', { tty: true, typed: ['n'] })
  expect(questions).toEqual([
    'This will take the rights of an admin from the user ada. Go on? [y/N] ',
    'This will take the rights of an admin from the user admin. That is you, and you cannot take it back. Go on? [y/N] ',
    'This will take the rights of an admin from the users ada, admin. You are one of them, and cannot take it back. Go on? [y/N] ',
  ])
  expect(hub.state.users.get('admin')?.admin).toBe(true)
})
