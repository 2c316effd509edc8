import type { ServerTarget } from 'jupyterhub-client'
import { idleCullerVersion, installIdleCuller } from 'testbed'
import { describe, expect, test } from 'vitest'
import { clientOf, report } from '../trials/trial.ts'
import { realHub } from './idle-culler/hubs.ts'
import type { CulledHub } from './idle-culler/hubs.ts'
import { serversOf } from './idle-culler/people.ts'
import { crowdOf } from './jhub-cull/crowd.ts'
import { cullersDecisions, jhub, jhubsDecisions } from './jhub-cull/decisions.ts'

const crowd = crowdOf(20261128)
const servers = serversOf(crowd)

/** Each option of the culler that decides anything, and such as are near each other. */
const runs: readonly (readonly string[])[] = [
  [],
  ['--timeout=3600', '--cull-every=60'],
  ['--timeout=36000'],
  ['--timeout=3600', '--max-age=72000'],
  ['--timeout=3600', '--max-age=0', '--concurrency=1'],
  ['--timeout=3600', '--cull-default-servers=false'],
  ['--timeout=3600', '--cull-named-servers=false', '--api-page-size=7'],
  ['--timeout=3600', '--cull-default-servers=false', '--max-age=10800'],
  ['--max-age=10800', '--cull-default-servers=false', '--cull-named-servers=false'],
  ['--timeout=7200', '--remove-named-servers=true', '--concurrency=0'],
  ['--timeout=3600', '--cull-users=true'],
  ['--timeout=3600', '--cull-users=true', '--cull-admin-users=false', '--api-page-size=11'],
  ['--timeout=7200', '--cull-users=true', '--cull-admin-users=false', '--max-age=180000'],
  ['--timeout=1800', '--cull-users=true', '--remove-named-servers=true', '--max-age=72000'],
]

describe('jhub cull', () => {
  test('decides as jupyterhub-idle-culler does', { timeout: 600_000 }, async () => {
    const python = await installIdleCuller()
    const hub = await realHub(crowd, {
      spawner_class: 'shared.SharedSpawner',
      // The proxy's own view of activity is not to come between.
      last_activity_interval: 3600,
      concurrent_spawn_limit: 0,
    })
    await populate(hub)
    const lines: string[] = []
    for (const options of runs) {
      const users = options.includes('--cull-users=true')
      const access = { url: hub.url, token: users ? hub.tokens.users : hub.tokens.servers }
      // So that nothing comes to a limit while they look.
      await hub.setAges()
      const [theirs, ours] = await Promise.all([
        cullersDecisions(python, access, options),
        jhubsDecisions(access, options),
      ])
      expect({ options, decisions: ours }).toEqual({ options, decisions: theirs })
      expect(theirs.length).toBeGreaterThan(0)
      const count = (verb: string) => theirs.filter((one) => one.startsWith(verb)).length
      const counts = ['stop', 'remove', 'delete'].map((verb) => `${count(verb)} ${verb}`)
      lines.push(`${options.join(' ') || '(no options)'}: ${counts.join(', ')}: the same`)
    }
    lines.push(await cullIndeed(hub))
    report(`jhub cull: ${servers.length} servers, ${runs.length} runs, 0 differences`, [
      `jhub cull --dry-run and jupyterhub-idle-culler ${idleCullerVersion}, ${Object.keys(crowd).length} users:`,
      ...lines,
    ])
  })
})

async function populate(hub: CulledHub): Promise<void> {
  const client = clientOf(hub)
  await client.users.createMany(Object.keys(crowd))
  for (const [name, { admin = false }] of Object.entries(crowd)) {
    if (admin && name !== 'admin') await client.users.update(name, { admin })
  }
  const [pending, running] = [
    servers.filter((server) => server.pending === true),
    servers.filter((server) => server.pending !== true),
  ]
  const targets = running.map(({ user, name }): ServerTarget => ({ user, name }))
  for await (const one of client.servers.ensureRunningAll(targets, { concurrency: 20 })) {
    if (one.outcome === 'failed') throw one.error
  }
  await Promise.all(
    pending.map(({ user, name }) =>
      client.servers.start(user, { name, options: { spawner: 'never' } }),
    ),
  )
}

/** What is decided is done, and nothing else. */
async function cullIndeed(hub: CulledHub): Promise<string> {
  const options = ['--timeout=3600', '--cull-users=true', '--remove-named-servers=true']
  const access = { url: hub.url, token: hub.tokens.users }
  await hub.setAges()
  const decided = await jhubsDecisions(access, options)
  const before = await statesOf(hub)
  const from = performance.now()
  const done = await jhub(access, ['cull', ...options, '--yes', '--json', 'target,action,outcome'])
  const seconds = ((performance.now() - from) / 1000).toFixed(1)
  const outcomes = (JSON.parse(done) as readonly Record<string, string>[]).map(
    ({ target, action, outcome }) => `${action} ${target}: ${outcome}`,
  )
  const outcomeOf = { stop: 'stopped', remove: 'removed', delete: 'deleted' } as const
  const wanted = decided.map((one) => {
    const [deed = ''] = one.split(': ')
    return `${deed}: ${outcomeOf[deed.split(' ')[0] as keyof typeof outcomeOf]}`
  })
  expect(outcomes.toSorted()).toEqual(wanted.toSorted())
  const gone = new Set(decided.map((one) => one.replace(/^\w+ (.*):.*/, '$1')))
  const isLeft = (state: string) => !gone.has(state.split(' ')[0] ?? '')
  expect(await statesOf(hub)).toEqual(before.filter(isLeft))
  return `jhub cull ${options.join(' ')}: ${outcomes.length} in ${seconds} s, and nothing else`
}

/** Servers that run or are on their way, and how they are: `ada/lab ready`. Hubs have orders of their own. */
async function statesOf(hub: CulledHub): Promise<string[]> {
  const users = await clientOf(hub).users.list({ state: 'active' }).toArray()
  const states = users.flatMap(({ name: user, servers: all }) =>
    Object.values(all ?? {}).map(
      ({ name, pending }) => `${name === '' ? user : `${user}/${name}`} ${pending ?? 'ready'}`,
    ),
  )
  return states.toSorted()
}
