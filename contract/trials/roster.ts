import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { JupyterHub } from 'jupyterhub-client'
import { expect, onTestFinished, test } from 'vitest'
import { fastDatabase } from './fast-database.ts'
import { chanceOf } from './interleavings/chance.ts'
import { makePeople } from './people.ts'
import { clientOf, realHub, report } from './trial.ts'

const program = fileURLToPath(new URL('../../packages/cli/dist/cli.js', import.meta.url))

const kills = 5
const leavers = 30
const groups = Array.from({ length: 40 }, (_, at) => `class-${at}`)

/** Everybody is in one or two of the groups; one in a hundred is an admin, and so is the hub's own. */
const people = Array.from({ length: 2000 }, (_, at) => ({
  name: at === 7 ? 'admin' : `student-${at}`,
  admin: at % 100 === 7,
  groups: [at % 40, (at * 7 + 1) % 40].map((which) => `class-${which}`),
}))

interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the built program, and ends it at once when that is wanted. */
async function jhub(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  isEnough: () => Promise<boolean> = () => Promise.resolve(false),
): Promise<Run> {
  const child = spawn(process.execPath, [program, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const said = Promise.all([ended, text(child.stdout), text(child.stderr)])
  while (child.exitCode === null && child.signalCode === null) {
    if (await isEnough()) child.kill('SIGKILL')
    await sleep(5)
  }
  const [code, stdout, stderr] = await said
  return { code, stdout, stderr }
}

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

/** A machine that is busy takes long to make 2,000 people. */
const timeout = 600_000

test(
  'a roster of 2,000 people is killed five times, and then all is as it says',
  { timeout },
  async () => {
    const hub = await realHub(await fastDatabase().then((JupyterHub) => ({ JupyterHub })))
    const client = clientOf(hub)
    const old = await makePeople(client, 'leaver-', leavers)
    await client.groups.create('class-0', { users: old })
    const folder = await mkdtemp(join(tmpdir(), 'jhub-trial-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, 'people.csv')
    const rows = people.map(
      (one) => `${one.name},${one.admin ? 'yes' : 'no'},${one.groups.join(';')}\n`,
    )
    await writeFile(file, `name,admin,groups\n${rows.join('')}`)
    const env = {
      PATH: process.env['PATH'],
      XDG_CONFIG_HOME: folder,
      JUPYTERHUB_API_URL: hub.apiUrl,
      JUPYTERHUB_API_TOKEN: hub.adminToken,
    }
    const journals = join(folder, 'jhub', 'rosters')
    const prune = ['--prune', '--prune-count', String(leavers)]
    const apply = ['roster', 'apply', file, ...prune, '--yes']

    const seed = Math.floor(Math.random() * 2 ** 31)
    const { next } = chanceOf(seed)
    const all = people.length * 3 + groups.length + leavers
    const moments = Array.from({ length: kills }, () => Math.floor(next() * all * 0.9)).toSorted(
      (a, b) => a - b,
    )
    const lines = [`seed ${seed}`]
    const start = performance.now()
    const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`
    for (const moment of moments) {
      // While a request is under way, rather than between two.
      const later = next() * 200
      const { code, stderr } = await jhub(apply, env, async () => {
        if ((await changesIn(journals)) < moment) return false
        await sleep(later)
        return true
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
    const plan = await jhub(['roster', 'plan', file, ...prune.slice(0, 1)], env)
    expect(plan).toEqual({ code: 0, stdout: '', stderr: '' })
    lines.push(`2,000 people and 40 groups are as the file says; a last plan is empty`)
    report('a roster that is killed five times', lines)
  },
)
