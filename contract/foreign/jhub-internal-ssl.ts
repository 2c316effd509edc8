import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Server } from 'jupyterhub-client'
import { idleCullerVersion, installIdleCuller } from 'testbed'
import { expect, onTestFinished, test } from 'vitest'
import { eventually } from '../trials/eventually.ts'
import { program } from '../trials/jhub.ts'
import { clientOf, hubVersion, report } from '../trials/trial.ts'
import { arrange } from './idle-culler/arrange.ts'
import { runCuller } from './idle-culler/cull.ts'
import { realHub } from './idle-culler/hubs.ts'
import type { CulledHub } from './idle-culler/hubs.ts'
import { people } from './idle-culler/people.ts'
import type { People } from './idle-culler/people.ts'
import { jhub, jhubsDecisions } from './jhub-cull/decisions.ts'

/** Few, as a hub with internal_ssl makes a certificate for each server. */
const few = pick(['idle', 'busy', 'unused', 'mixed', 'named'])
const timeout = '--timeout=3600'
const commands = ['whoami --json name', `cull --dry-run ${timeout} --json target,action`, 'doctor']

/** A service that the hub itself starts, and that runs jhub as soon as it may, with what the hub gives to it. */
const serviceIn = (folder: string): string => {
  const runs = commands.map(
    (args, at) => `'${process.execPath}' '${program}' ${args} >out-${at} 2>&1`,
  )
  const script = `cd '${folder}'; until [ -e go ]; do sleep 0.1; done; ${runs.join('; ')}; touch done; sleep 600`
  return `
c.JupyterHub.services += [{'name': 'jhub', 'command': ['sh', '-c', ${JSON.stringify(script)}]}]
c.JupyterHub.load_roles += [
    {'name': 'jhub', 'services': ['jhub'], 'scopes': ['list:users', 'read:users:activity', 'read:servers']}
]`
}

test(
  'jhub reaches a hub with internal_ssl as jupyterhub-idle-culler does',
  { timeout: 300_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jhub-internal-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const python = await installIdleCuller()
    const hub = await realHub(few, {}, { hubBind: 'internal-ssl', lines: serviceIn(folder) })
    const { internalApiUrl, logFile } = hub.real
    const access = { url: internalApiUrl.replace(/hub\/api$/, ''), token: hub.tokens.servers }
    const certificates = `--internal-certs-location=${join(dirname(logFile), 'internal-ssl')}`
    const options = [timeout, '--ssl-enabled=true', certificates]

    await arrange(hub, few)
    const decided = (await jhubsDecisions(access, options)).map((one) =>
      one.replace(/^\w+ (.*):.*/, '$1'),
    )
    await writeFile(join(folder, 'go'), '')
    const outputs = await outputsIn(folder)
    const log = await runCuller(python, access, options)
    const theirs = log.flatMap((line) => /^INFO Culling server (.*) \(/.exec(line)?.[1] ?? [])
    const leftByThem = await activeOn(hub)
    expect(theirs.length).toBeGreaterThan(0)
    expect(decided).toEqual(theirs.toSorted())

    await arrange(hub, few)
    const done = await jhub(access, ['cull', ...options, '--yes', '--json', 'target,outcome'])
    const ours = JSON.parse(done) as readonly Record<'target' | 'outcome', string>[]
    expect(ours.map(({ target, outcome }) => `${target} ${outcome}`).toSorted()).toEqual(
      theirs.map((target) => `${target} stopped`).toSorted(),
    )
    expect(await activeOn(hub)).toEqual(leftByThem)

    const [whoami = '', planned = '', examined = ''] = outputs
    expect(JSON.parse(whoami)).toEqual({ name: 'jhub' })
    const plan = JSON.parse(planned.slice(0, planned.lastIndexOf(']') + 1)) as readonly Record<
      'target' | 'action',
      string
    >[]
    const toGo = plan.filter(({ action }) => action === 'stop').map(({ target }) => target)
    expect(toGo.toSorted()).toEqual(decided)
    expect(examined).toMatch(/^hub\tok\t/m)
    expect(examined).not.toMatch(/\tfault\t/)
    report(
      `jhub with internal_ssl: ${theirs.length} servers, as jupyterhub-idle-culler ${idleCullerVersion}`,
      [`on JupyterHub ${hubVersion}, and the same as its managed service: whoami, cull, doctor`],
    )
  },
)

/** What the service's runs have printed. */
async function outputsIn(folder: string): Promise<string[]> {
  await eventually('the service has run', async () => existsSync(join(folder, 'done')))
  return Promise.all(commands.map((_, at) => readFile(join(folder, `out-${at}`), 'utf8')))
}

/** Servers that run or are on their way, when no more stops. */
async function activeOn(hub: CulledHub): Promise<string[]> {
  let left: readonly Server[] = []
  await eventually('all servers have stopped', async () => {
    const users = await clientOf(hub).users.list({ state: 'active' }).toArray()
    left = users.flatMap(({ servers }) => Object.values(servers ?? {}))
    return left.every(({ pending }) => pending !== 'stop')
  })
  return left.map(({ url }) => url).toSorted()
}

function pick(names: readonly string[]): People {
  return Object.fromEntries(Object.entries(people).filter(([name]) => names.includes(name)))
}
