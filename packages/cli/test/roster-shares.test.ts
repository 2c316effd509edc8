import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fetch } from 'jupyterhub-client'
import type { HubOptions } from 'jupyterhub-emulator'
import { describe, expect, test } from 'vitest'
import { atHub } from './support/terminal.ts'

const roster = `users:
  - name: Ada
    shares:
      - with: [grace, { group: ta, scopes: [access:servers, read:servers] }]
      - { server: lab, with: [{ user: Old }] }
  - name: Eva
    servers: [lab]
    shares: [{ server: lab, with: [{ user: ADA }] }]
  - grace
`

const granted = [
  'ada with grace',
  'ada with the group ta (access:servers read:servers)',
  'ada/lab with old',
]

/** Ada has a server `lab`, which is stopped. */
async function atLab(options: HubOptions = {}) {
  const place = atHub({
    users: ['ada', 'grace', 'old'],
    groups: [{ name: 'ta', users: ['grace'] }],
    ...options,
  })
  const write = (content: string, name = 'lab.yaml'): string => {
    const path = join(place.folder, name)
    writeFileSync(path, content)
    return path
  }
  await place.jhub('servers start ada/lab')
  await place.jhub('servers stop ada/lab --yes')
  /** They are made ten at once, and so in any order. */
  const shared = async (owner: string) => {
    const { stdout } = await place.jhub(`shares list ${owner}`)
    return stdout
      .match(/^(?:\S+\t){4}/gm)
      ?.map((line) => line.trim())
      .toSorted()
  }
  const before = place.hub.requests.length
  const sent = () =>
    place.hub.requests.slice(before).filter(({ method }) => method !== 'GET').length
  return { ...place, write, shared, sent }
}

describe('shares in a roster', () => {
  test('are planned in words, as lines and as JSON', async () => {
    const { jhub, write, sent } = await atLab()
    const file = write(roster)
    expect((await jhub(`roster plan ${file}`)).stdout).toBe(
      'create users\t\t1\tEva\nstart servers\t\t1\tEva/lab\n' +
        `grant shares\t\t4\t${granted.join(',')},Eva/lab with ada\n`,
    )
    expect((await jhub(`roster plan ${file}`, { tty: true })).stdout).toMatchInlineSnapshot(`
      "Users
        + 1 new user: Eva
        + 1 server starts: Eva/lab
      Shares
        + 4 granted: ada with grace,
            ada with the group ta (access:servers read:servers) and 2 more
      6 changes.
      "
    `)
    const { stdout } = await jhub(`roster plan ${file} --json change,shares`)
    expect(JSON.parse(stdout)).toContainEqual({
      change: 'grant shares',
      shares: [
        { server: 'ada', user: 'grace', scopes: ['access:servers'] },
        { server: 'ada', group: 'ta', scopes: ['access:servers', 'read:servers'] },
        { server: 'ada/lab', user: 'old', scopes: ['access:servers'] },
        { server: 'Eva/lab', user: 'ada', scopes: ['access:servers'] },
      ],
    })
    expect(sent()).toBe(0)
  })

  test('are made after people and servers, once', async () => {
    const { jhub, write, shared, sent } = await atLab()
    const file = write(roster)
    expect(await jhub(`roster apply ${file}`)).toMatchObject({
      code: 0,
      stderr: 'Everything is done.\n',
    })
    expect(await shared('ada')).toEqual([
      'ada\tgroup\tta\taccess:servers!server=ada/,read:servers!server=ada/',
      'ada\tuser\tgrace\taccess:servers!server=ada/',
      'ada/lab\tuser\told\taccess:servers!server=ada/lab',
    ])
    expect(await shared('eva')).toEqual(['eva/lab\tuser\tada\taccess:servers!server=eva/lab'])
    expect((await jhub(`roster plan ${file}`)).stdout).toBe('')
    const before = sent()
    expect(await jhub(`roster apply ${file}`)).toMatchObject({ code: 0 })
    expect(sent()).toBe(before)
  })

  test('are widened, narrowed and taken back where the file names the server, and else left alone', async () => {
    const { jhub, write, shared } = await atLab()
    await jhub('shares grant ada --user grace --scopes access:servers,servers')
    await jhub('shares grant ada --user old')
    await jhub('shares grant ada/lab --user grace')
    await jhub('shares grant grace --user old')
    const file = write(`users:
  - name: ada
    shares: [{ with: [{ user: grace, scopes: ['access:servers!server=ada/', read:servers] }] }]
  - { name: grace, shares: [] }
`)
    const plan = await jhub(`roster plan ${file}`, { tty: true })
    expect(plan.stdout).toMatchInlineSnapshot(`
      "Shares
        + 1 widened: ada with grace (read:servers)
        - 1 narrowed: ada with grace (servers)
        - 1 taken back: ada with old
      3 changes, 2 take something away.
      "
    `)
    expect(await jhub(`roster apply ${file}`)).toMatchObject({ code: 2 })
    expect(await jhub(`roster apply ${file} --yes`)).toMatchObject({ code: 0 })
    expect(await shared('ada')).toEqual([
      'ada\tuser\tgrace\taccess:servers!server=ada/,read:servers!server=ada/',
      'ada/lab\tuser\tgrace\taccess:servers!server=ada/lab',
    ])
    expect(await shared('grace')).toEqual(['grace\tuser\told\taccess:servers!server=grace/'])
    expect((await jhub(`roster plan ${file}`)).stdout).toBe('')
    const none = write('users: [{ name: ada, shares: [{ with: [] }, { server: lab, with: [] }] }]')
    expect((await jhub(`roster plan ${none}`)).stdout).toBe(
      'take back shares\t\t2\tada with grace (access:servers read:servers),ada/lab with grace\n',
    )
    expect(await jhub(`roster apply ${none} --yes`)).toMatchObject({ code: 0 })
    expect(await shared('ada')).toBe(undefined)
  })

  test('with those who are deleted are gone with them', async () => {
    const { jhub, hub, write, shared } = await atLab()
    await jhub('shares grant ada --user old')
    const file = write('users: [{ name: ada, shares: [{ with: [grace] }] }, grace]')
    const prune = `--prune --prune-count 1 --yes`
    expect((await jhub(`roster plan ${file} --prune`)).stdout).toBe(
      'grant shares\t\t1\tada with grace\ndelete users\t\t1\told\n',
    )
    expect(await jhub(`roster apply ${file} ${prune}`)).toMatchObject({ code: 0 })
    expect(hub.state.users.get('old')).toBeUndefined()
    expect(await shared('ada')).toEqual(['ada\tuser\tgrace\taccess:servers!server=ada/'])
  })

  test('are all there after an apply that lost some requests, and another one', async () => {
    for (const after of [0, 1, 2, 3]) {
      const { jhub, hub, write } = await atLab()
      const file = write(roster)
      const path = '/hub/api/shares/{user}/{server?}'
      hub.faults.add({ method: 'POST', path, trouble: { status: 500 }, after, times: 9 })
      const { code, stderr } = await jhub(`roster apply ${file}`)
      expect([code, stderr]).toEqual([1, expect.stringMatching(/shares.*500/)])
      hub.faults.clear()
      expect(await jhub(`roster apply ${file}`)).toMatchObject({ code: 0 })
      expect((await jhub(`roster plan ${file}`)).stdout).toBe('')
    }
  })

  test('that cannot be made keep no others from it', async () => {
    const { jhub, hub, write, shared } = await atLab()
    hub.spawner.script('grace', [{ fail: 'no room' }])
    const file = write(`users:
  - { name: 'bad ', shares: [{ with: [grace] }] }
  - { name: ada, shares: [{ with: ['bad ', grace] }] }
  - { name: grace, servers: [''], shares: [{ with: [ada] }] }
`)
    const { code, stderr } = await jhub(`roster apply ${file}`)
    expect([code, stderr]).toEqual([1, expect.stringContaining('no such name as bad')])
    expect(stderr).toMatch(/^grace did not start: /m)
    expect(stderr).not.toContain('grant shares')
    expect(await shared('ada')).toEqual(['ada\tuser\tgrace\taccess:servers!server=ada/'])
    expect(await shared('grace')).toEqual(['grace\tuser\tada\taccess:servers!server=grace/'])
  })

  test('are not taken back from who may be there under another name', async () => {
    const { jhub, hub, write, shared } = await atLab({ users: ['ada', 'torvalds'] })
    await jhub('shares grant ada --user torvalds')
    const fetch: Fetch = (url, init) =>
      hub.fetch(url, {
        ...init,
        ...(typeof init?.body === 'string'
          ? { body: init.body.replace('"Linus"', '"torvalds"') }
          : {}),
      })
    const file = write('users: [{ name: ada, shares: [{ with: [Linus] }] }, Linus]')
    const { code, stderr } = await jhub(`roster apply ${file} --yes`, { fetch })
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('nothing that is shared was taken back'),
    ])
    expect(await shared('ada')).toHaveLength(1)
  })

  test('need a hub that has them, and a token that may see and make them', async () => {
    const old = await atLab({ version: '4.1.6' })
    const file = old.write(roster)
    const refused = await old.jhub(`roster apply ${file} --yes`)
    expect([refused.code, refused.stderr]).toEqual([
      1,
      'jhub: servers are shared since JupyterHub 5.0, and this is 4.1.6\nLeave "shares" out.\n',
    ])
    expect(old.sent()).toBe(0)

    const { jhub, write, sent } = await atLab()
    const tokenOf = async (scopes: string) => ({
      JUPYTERHUB_API_TOKEN: (await jhub(`tokens create admin --scopes ${scopes}`)).stdout.trim(),
    })
    const seeing = 'list:users,read:users,read:servers,list:groups,read:groups'
    const blind = await jhub(`roster plan ${write(roster)}`, { env: await tokenOf(seeing) })
    expect([blind.code, blind.stderr]).toEqual([4, expect.stringContaining('read:shares')])
    const reader = { env: await tokenOf(`${seeing},read:shares`) }
    expect(await jhub(`roster plan ${write(roster)}`, reader)).toMatchObject({ code: 0 })
    const simple = write('users: [{ name: ada, shares: [{ with: [grace] }] }]')
    const foreseen = await jhub(`roster plan ${simple}`, reader)
    expect([foreseen.code, foreseen.stderr.replaceAll(/\s+/g, ' ')]).toEqual([
      0,
      expect.stringMatching(
        /An apply would be refused: your token may not change .*: ada with grace\. It needs shares and read:users:name; make such a token at http\S+\/hub\/token\./,
      ),
    ])
    const lacking = await jhub(`roster apply ${simple}`, reader)
    expect([lacking.code, lacking.stderr]).toEqual([
      4,
      expect.stringMatching(
        /may not change what .*: ada with grace; .*\nIt needs shares and read:users:name;/,
      ),
    ])
    await jhub('shares grant ada --user old')
    const own = { env: await tokenOf(`${seeing},read:shares,shares!user=admin`) }
    const none = write('users: [{ name: ada, shares: [{ with: [] }] }]')
    const beforeOwn = sent()
    const others = await jhub(`roster apply ${none} --yes`, own)
    expect([others.code, others.stderr]).toEqual([
      4,
      expect.stringMatching(/: ada with old; nothing was changed\nIt needs shares;/),
    ])
    expect(sent()).toBe(beforeOwn)
  })
})

describe('shares that cannot be made are refused with their places, and nothing is sent', () => {
  test.each([
    ['with: [nobody]', '1:40: neither the hub nor the file has a user "nobody"'],
    ['with: [{ group: none }]', '1:49: neither the hub nor the file has a group "none"'],
    ['server: x, with: [grace]', '1:41: ada has no server "x" to share: add it to "servers"'],
    [
      'with: [{ user: grace, scopes: [acess:servers] }]',
      '1:48: your token does not have the scope "acess:servers"',
    ],
  ])('by the hub: %s', async (shared, says) => {
    const { jhub, write, sent } = await atLab()
    const file = write(`users: [{ name: ada, shares: [{ ${shared} }] }, eva]`)
    // A plan promises nothing that is refused when it is made.
    for (const command of ['apply', 'plan']) {
      const { code, stdout, stderr } = await jhub(`roster ${command} ${file}`)
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain(`lab.yaml:${says}`)
    }
    expect(sent()).toBe(0)
  })

  test('with somebody who would be deleted', async () => {
    const { jhub, write, sent } = await atLab()
    const file = write('users: [{ name: ada, shares: [{ with: [OLD] }] }]')
    expect(await jhub(`roster plan ${file}`)).toMatchObject({ code: 0 })
    expect(await jhub(`roster plan ${file} --prune`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('1:40: "old" is not in the file, and would be deleted'),
    })
    expect(sent()).toBe(0)
  })

  test.each([
    ['shares: {}', '1:30: "shares" is a list'],
    ['shares: [lab]', '1:31: "with" is a list'],
    ['shares: [{ server: lab }]', '1:31: "with" is a list'],
    ['shares: [{ with: [{}] }]', '1:40: the name of a user or of a group is a text'],
    ['shares: [{ with: [{ user: a, group: b }] }]', '1:58: a share is with a user or with a group'],
    ['shares: [{ with: [a, A] }]', '1:43: the user "A" is there twice'],
    ['shares: [{ with: [] }, { with: [] }]', '1:45: the default server is there twice'],
    ['shares: [{ server: a/b, with: [] }]', '1:41: "a/b" has a slash in it'],
    ['shares: [{ with: [=x] }]', '1:40: "=x" is a formula'],
    ['shares: [{ with: [{ user: a, scopes: [] }] }]', '1:48: scopes without any'],
    [
      "shares: [{ with: [{ user: a, scopes: ['servers!user=a'] }] }]",
      '1:60: "servers!user=a" is about something else',
    ],
    ["shares: [{ with: [{ user: a, scopes: ['!x'] }] }]", '1:60: "!x" is no scope'],
    ['shares: [{ wiht: [a] }]', '1:33: there is no "wiht" in what is shared: server, with'],
  ])('by the file: %s', async (shares, says) => {
    const { jhub, write, hub } = await atLab()
    const before = hub.requests.length
    const { code, stderr } = await jhub(`roster plan ${write(`users: [{ name: ada, ${shares} }]`)}`)
    expect([code, stderr]).toEqual([2, expect.stringContaining(`lab.yaml:${says}`)])
    expect(hub.requests).toHaveLength(before)
  })
})

describe('jhub export --shares', () => {
  test.each(['json', 'yaml'])('writes %s by which nothing is to be done', async (format) => {
    const { jhub, write } = await atLab()
    await jhub(`roster apply ${write(roster)}`)
    const { code, stdout } = await jhub(`export --format ${format} --shares`)
    expect([code, stdout]).toEqual([0, expect.stringContaining('ta')])
    const file = write(stdout, `same.${format}`)
    expect(await jhub(`roster plan ${file} --prune`)).toMatchObject({ code: 0, stdout: '' })
    await jhub('shares revoke ada/lab --user old --yes')
    await jhub('shares grant ada --user old')
    expect((await jhub(`roster plan ${file}`)).stdout).toBe(
      'grant shares\t\t1\tada/lab with old\ntake back shares\t\t1\tada with old\n',
    )
  })

  test('says as little as it can', async () => {
    const { jhub } = await atLab()
    await jhub('shares grant ada --user grace')
    await jhub('shares grant ada --group ta --scopes access:servers,read:servers')
    await jhub('shares grant ada/lab --user old')
    expect((await jhub('export --format yaml --shares')).stdout).toContain(`  - name: ada
    admin: false
    groups: []
    shares:
      - with:
          - grace
          - group: ta
            scopes:
              - access:servers
              - read:servers
      - server: lab
        with:
          - old
`)
    expect((await jhub('export --format yaml')).stdout).not.toContain('shares')
  })

  test('is refused where it cannot be', async () => {
    const { jhub } = await atLab()
    expect(await jhub('export --shares')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('CSV has no room for what is shared'),
    })
    const old = await atLab({ version: '4.1.6' })
    expect(await old.jhub('export --shares --format json')).toMatchObject({ code: 1, stdout: '' })
  })
})
