import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { JupyterHub } from 'jupyterhub-client'
import { expect, onTestFinished, test } from 'vitest'
import { isAtLeast } from '../src/version.ts'
import type { TrialHub } from './hubs/trial-hub.ts'
import { chanceOf } from './interleavings/chance.ts'
import { jhub } from './jhub.ts'
import { makePeople } from './people.ts'
import { clientOf, hubVersion, realHub, report } from './trial.ts'

const kills = 5
const leavers = 30
const groups = Array.from({ length: 40 }, (_, at) => `class-${at}`)

/** Servers are shared by one in twenty, if the hub knows that: with a group, and with the next one of the people. */
const hasShares = isAtLeast(hubVersion, '5.0')
const sharers = hasShares ? Array.from({ length: 100 }, (_, at) => at * 20) : []
const sharesOf = (at: number) => [
  {
    with: [
      { user: `student-${at + 1}`, scopes: ['access:servers', 'read:servers'] },
      { group: `class-${at % 40}` },
    ],
  },
]

/** Everybody is in one or two of the groups; one in a hundred is an admin, and so is the hub's own. */
const people = Array.from({ length: 2000 }, (_, at) => ({
  name: at === 7 ? 'admin' : `student-${at}`,
  admin: at % 100 === 7,
  groups: [at % 40, (at * 7 + 1) % 40].map((which) => `class-${which}`),
}))

/** How many changes the journal knows of. */
async function changesIn(folder: string): Promise<number> {
  const [name] = await readdir(folder).catch((): string[] => [])
  if (name === undefined) return 0
  const written = await readFile(join(folder, name), 'utf8').catch(() => '')
  return [...written.matchAll(/^\{"did":(\d+)\}$/gm)].reduce((sum, [, did]) => sum + Number(did), 0)
}

/** What a roster is about, as the hub has it. */
async function truth(client: JupyterHub) {
  const users = await client.users.list().toArray()
  const all = await client.groups.list().toArray()
  return {
    users: users.map(({ name, admin }) => `${name} ${admin}`).toSorted(),
    groups: all.map((group) => `${group.name}: ${group.users?.toSorted().join()}`).toSorted(),
  }
}

/** What people share, as the hub has it. */
async function sharedBy(client: JupyterHub) {
  const found: string[] = []
  for (const at of sharers) {
    for (const { server, kind, user, group, scopes } of await client.shares
      .ofOwner(`student-${at}`)
      .toArray()) {
      found.push(`${server.user.name} ${kind} ${(user ?? group)?.name} ${scopes.join()}`)
    }
  }
  return found.toSorted()
}

/** A folder, and the environment in which the program works on a hub and keeps what it keeps in that folder. */
async function atHub({ apiUrl, adminToken }: TrialHub) {
  const folder = await mkdtemp(join(tmpdir(), 'jhub-trial-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const env = {
    XDG_CONFIG_HOME: folder,
    JUPYTERHUB_API_URL: apiUrl,
    JUPYTERHUB_API_TOKEN: adminToken,
  }
  return { folder, env }
}

/** A machine that is busy takes long to make 2,000 people. */
const timeout = 600_000

test(
  'a roster of 2,000 people is killed five times, and then all is as it says',
  { timeout },
  async () => {
    const hub = await realHub()
    const client = clientOf(hub)
    const old = await makePeople(client, 'leaver-', leavers)
    await client.groups.create('class-0', { users: old })
    const { folder, env } = await atHub(hub)
    const file = join(folder, hasShares ? 'people.json' : 'people.csv')
    const rows = people.map(
      (one) => `${one.name},${one.admin ? 'yes' : 'no'},${one.groups.join(';')}\n`,
    )
    const users = people.map((one, at) =>
      sharers.includes(at) ? { ...one, shares: sharesOf(at) } : one,
    )
    await writeFile(
      file,
      hasShares ? JSON.stringify({ users }) : `name,admin,groups\n${rows.join('')}`,
    )
    const journals = join(folder, 'jhub', 'rosters')
    const prune = ['--prune', '--prune-count', String(leavers)]
    const apply = ['roster', 'apply', file, ...prune, '--yes']

    const seed = Math.floor(Math.random() * 2 ** 31)
    const { next } = chanceOf(seed)
    const all = people.length * 3 + groups.length + leavers + sharers.length * 2
    const moments = Array.from({ length: kills }, () => Math.floor(next() * all * 0.9)).toSorted(
      (a, b) => a - b,
    )
    const lines = [`seed ${seed}`]
    const start = performance.now()
    const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`
    for (const moment of moments) {
      // While a request is under way, rather than between two.
      const later = next() * 200
      const { code, stderr } = await jhub(apply, env, {
        isEnough: async () => {
          if ((await changesIn(journals)) < moment) return false
          await sleep(later)
          return true
        },
      })
      expect([code, stderr]).toEqual([null, expect.not.stringContaining('jhub:')])
      lines.push(`killed after ${seconds()}; its journal has ${await changesIn(journals)} changes`)
    }
    const last = await jhub(apply, env)
    expect(last).toMatchObject({ code: 0, stderr: expect.stringContaining('did not end') })
    lines.push(
      `the sixth ended after ${seconds()}: ${last.stderr.split('\n')[0]?.replace(file, 'it')}`,
    )

    expect(await readdir(journals)).toEqual([])
    expect(await truth(client)).toEqual({
      users: people.map(({ name, admin }) => `${name} ${admin}`).toSorted(),
      groups: groups
        .map((group) => {
          const members = people.filter((one) => one.groups.includes(group)).map(({ name }) => name)
          return `${group}: ${members.toSorted().join()}`
        })
        .toSorted(),
    })
    expect(await sharedBy(client)).toEqual(
      sharers
        .flatMap((at) => {
          const only = `!server=student-${at}/`
          return [
            `student-${at} user student-${at + 1} access:servers${only},read:servers${only}`,
            `student-${at} group class-${at % 40} access:servers${only}`,
          ]
        })
        .toSorted(),
    )
    const plan = await jhub(['roster', 'plan', file, ...prune.slice(0, 1)], env)
    expect(plan).toEqual({ code: 0, stdout: '', stderr: '' })
    const shares = sharers.length > 0 ? `, and ${sharers.length * 2} shares,` : ''
    lines.push(`2,000 people and 40 groups${shares} are as the file says; a last plan is empty`)
    report('a roster that is killed five times', lines)
  },
)

test('an authenticator that has other names for people, or manages groups, is told of', async () => {
  const username_map = { linus: 'torvalds' }
  const manages = isAtLeast(hubVersion, '2.2')
  const hub = await realHub({
    Authenticator: { username_map, ...(manages ? { manage_groups: true } : {}) },
  })
  const { folder, env } = await atHub(hub)
  const file = join(folder, 'people.csv')
  await writeFile(file, 'name\nLinus\nGrace\n')
  const apply = () => jhub(['roster', 'apply', file, '--yes'], env)
  const others = 'The hub has other names for Linus: write those in the file'
  expect(await apply()).toMatchObject({ code: 0, stderr: expect.stringContaining(others) })
  // Whom the file has under another name, is not deleted, however often it is tried; nor is the user `admin` then.
  const prune = ['--prune', '--prune-count', '2']
  for (const _ of ['first', 'second']) {
    const { code, stderr } = await jhub(['roster', 'apply', file, ...prune, '--yes'], env)
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/names for Linus: nobody was deleted/),
    ])
    expect(await clientOf(hub).users.get('torvalds')).toMatchObject({ name: 'torvalds' })
  }

  await writeFile(file, 'name,groups\nTorvalds,lab\nGrace,lab\nAda,lab\n')
  const { code, stderr } = await apply()
  const client = clientOf(hub)
  const names = (await client.users.list().toArray()).map(({ name }) => name)
  if (manages && !isAtLeast(hubVersion, '5.3')) {
    expect([code, stderr]).toEqual([1, expect.stringContaining('says who is in which group')])
    expect(names).not.toContain('ada')
  } else {
    expect([code, stderr]).toEqual([0, expect.stringMatching(/Everything is done\.\n$/)])
    const { users } = await client.groups.get('lab')
    expect(users?.toSorted()).toEqual(['ada', 'grace', 'torvalds'])
    expect((await jhub(['roster', 'plan', file], env)).stdout).toBe('')
  }
})

test('servers run and are shared, and groups have properties, as a file in YAML says', async () => {
  const hub = await realHub()
  const { folder, env } = await atHub(hub)
  const file = join(folder, 'people.yaml')
  const hasProperties = isAtLeast(hubVersion, '4.0')
  const properties = hasProperties ? ', properties: { cpu: 2, images: [r] }' : ''
  const shares = hasShares ? ', shares: [{ server: second, with: [Admin, { group: lab }] }]' : ''
  await writeFile(
    file,
    `users: [admin, { name: Eva, groups: [lab], servers: ["", second]${shares} }]\ngroups: [{ name: lab${properties} }]\n`,
  )
  expect(await jhub(['roster', 'apply', file], env)).toMatchObject({ code: 0 })
  const client = clientOf(hub)
  for (const name of ['', 'second']) {
    expect(await client.server('eva', name).status()).toMatchObject({ state: 'ready' })
  }
  if (hasProperties) {
    expect((await client.groups.get('lab')).properties).toEqual({ cpu: 2, images: ['r'] })
  }
  if (hasShares) {
    const shared = await client.shares.ofServer('eva', 'second').toArray()
    const whom = shared.map(({ kind, user, group }) => `${kind} ${(user ?? group)?.name}`)
    expect(whom.toSorted()).toEqual(['group lab', 'user admin'])
    const { stdout } = await jhub(['export', '--format', 'yaml', '--shares'], env)
    const same = join(folder, 'same.yaml')
    await writeFile(same, stdout)
    const nothing = await jhub(['roster', 'plan', same, '--prune', '--check'], env)
    expect(nothing).toEqual({ code: 0, stdout: '', stderr: '' })
  }
  const plan = await jhub(['roster', 'plan', file, '--check'], env)
  expect(plan).toEqual({ code: 0, stdout: '', stderr: '' })
})
