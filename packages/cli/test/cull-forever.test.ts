import { setTimeout as sleep } from 'node:timers/promises'
import type { EmulatedHub } from 'jupyterhub-emulator'
import { describe, expect, test } from 'vitest'
import { jhub, listeningHub } from './support/program.ts'

const hour = 3_600_000

/** Makes a server idle for long. */
function age({ state }: EmulatedHub, user: string): void {
  const server = state.users.get(user)?.servers.get('')
  if (server === undefined) throw new Error(`${user} has no server`)
  server.started = Date.now() - 5 * hour
  server.lastActivity = Date.now() - 2 * hour
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(10)
}

const isUp = ({ state }: EmulatedHub, user: string): boolean =>
  state.users.get(user)?.servers.get('')?.ready === true

describe('jhub cull --every', { timeout: 60_000 }, () => {
  test('goes on as a service of the hub, over its restart, until SIGTERM', async () => {
    const { hub, env } = await listeningHub({ users: ['ada', 'eve'] })
    await jhub(['servers', 'start', 'ada', 'eve'], env).ended
    age(hub, 'ada')
    const flags = ['--timeout=3600', '--cull-every=1', '--yes']
    const { child, ended } = jhub(['cull', ...flags], env)
    await until(() => !isUp(hub, 'ada'))
    hub.faults.add({ trouble: { restart: 1500 } })
    await sleep(3000)
    await jhub(['servers', 'start', 'eve'], env).ended
    age(hub, 'eve')
    await until(() => !isUp(hub, 'eve'))
    await sleep(200)
    child.kill('SIGTERM')
    const [code, stdout, stderr] = await ended
    expect(code).toBe(0)
    const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    const line = `^${time}\tserver\t(ada|eve)\tstopped\tidle for 2 h, 1 h allowed$`
    for (const one of lines) expect(one).toMatch(new RegExp(line))
    expect(stderr).toMatch(new RegExp(`^${time} Looking every 1 s.\n`))
    expect(stderr).toContain('Looked at 2 servers: 1 stopped, 1 kept (1 in use).\n')
    expect(stderr).toMatch(new RegExp(`${time} Ended after \\d+ rounds: 2 culled, 0 failed.\n$`))
  })

  test('ends in order at Ctrl-C, also in the middle of a round', async () => {
    const { hub, env } = await listeningHub({ users: ['ada', 'eve'] })
    await jhub(['servers', 'start', 'ada', 'eve'], env).ended
    for (const user of ['ada', 'eve']) age(hub, user)
    const fault = hub.faults.add({ trouble: { delay: 600_000 }, method: 'DELETE', times: 9 })
    const flags = ['--timeout', '1h', '--every', '10m', '--yes', '--concurrency', '1']
    const { child, ended } = jhub(['cull', ...flags, '--json', 'target,outcome'], env)
    await until(() => fault.met === 1)
    child.kill('SIGINT')
    const [code, stdout, stderr] = await ended
    expect(code).toBe(0)
    expect(stdout).toBe(
      '{"target":"ada","outcome":"interrupted"}\n{"target":"eve","outcome":"not_started"}\n',
    )
    expect(stderr).toMatch(/Ended after 1 round: 0 culled, 0 failed\.\n$/)
  })

  test('waits for a hub that is down, and gives up where it is refused', async () => {
    const { hub, env } = await listeningHub()
    hub.faults.add({ trouble: { status: 503 }, times: Infinity })
    const down = jhub(['cull', '--every', '1s', '--yes'], env)
    let said = ''
    down.child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await until(() => said.includes('looking again in 1 s'))
    down.child.kill('SIGTERM')
    expect((await down.ended)[0]).toBe(0)
    const refused = { ...env, JUPYTERHUB_API_TOKEN: 'of-nobody' }
    const { env: other } = await listeningHub()
    const [code, , stderr] = await jhub(['cull', '--every', '1s', '--yes'], {
      ...refused,
      JUPYTERHUB_API_URL: other['JUPYTERHUB_API_URL'] ?? '',
    }).ended
    expect([code, stderr]).toEqual([4, expect.stringContaining('jhub: ')])
  })

  test('does nothing in a round in which there is no such group to protect', async () => {
    const { hub, env } = await listeningHub({ users: ['ada', 'eve'] })
    await jhub(['servers', 'start', 'ada', 'eve'], env).ended
    for (const user of ['ada', 'eve']) age(hub, user)
    const flags = ['--timeout', '1h', '--every', '1s', '--yes', '--protect-group', 'staff']
    const { child, ended } = jhub(['cull', ...flags], env)
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const words = 'the hub does not show the group staff, to be protected, so nothing is done'
    await until(() => said.split(words).length > 2)
    expect([isUp(hub, 'ada'), isUp(hub, 'eve')]).toEqual([true, true])
    const admin = { authorization: `token ${env['JUPYTERHUB_API_TOKEN'] ?? ''}` }
    const api = env['JUPYTERHUB_API_URL'] ?? ''
    const body = JSON.stringify({ users: ['eve'] })
    await fetch(`${api}/groups/staff`, { method: 'POST', headers: admin })
    await fetch(`${api}/groups/staff/users`, { method: 'POST', headers: admin, body })
    await until(() => !isUp(hub, 'ada'))
    child.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
    expect(isUp(hub, 'eve')).toBe(true)
  })

  test('asks before, and refuses where it cannot', async () => {
    const { env } = await listeningHub()
    const [code, , stderr] = await jhub(['cull', '--timeout', '1h', '--every', '10m'], env).ended
    expect([code, stderr]).toEqual([
      2,
      'jhub: this would stop servers that are idle for 1 h, every 10 min\nNo terminal to ask on: say --yes.\n',
    ])
  })
})
