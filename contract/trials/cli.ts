import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { isAtLeast } from '../src/version.ts'
import { clientOf, hubVersion, trialHub } from './trial.ts'

const program = fileURLToPath(new URL('../../packages/cli/dist/cli.cjs', import.meta.url))

/** Runs the built program; gives what it printed. */
type Jhub = (args: string, stdin?: string) => Promise<string>

/** The built program, with a configuration folder of its own. */
async function freshJhub(): Promise<Jhub> {
  const folder = await mkdtemp(join(tmpdir(), 'jhub-trial-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const env = { PATH: process.env['PATH'], XDG_CONFIG_HOME: folder }
  return async (args, stdin = '') => {
    const child = spawn(process.execPath, [program, ...args.split(' ')], { env })
    child.stdin.end(stdin)
    const ended = new Promise((resolve) => child.once('close', resolve))
    const said = Promise.all([text(child.stdout), text(child.stderr), ended])
    const [stdout, stderr, code] = await said
    if (code !== 0) throw new Error(`jhub ${args} ended with ${String(code)}: ${stderr}`)
    return stdout
  }
}

describe('jhub', () => {
  test('logs in with a password, does what a teacher does, and logs out', async () => {
    const running = await trialHub({}, true)
    const hub = clientOf(running)
    const jhub = await freshJhub()
    await jhub(`login ${running.url} --user admin`, `${running.password}\n`)
    expect(await jhub('whoami --json name,admin')).toBe('{"name":"admin","admin":true}\n')

    expect(await jhub('users create eva noether')).toBe('eva\tcreated\t\nnoether\tcreated\t\n')
    expect(await jhub('groups create class101 --users eva')).toBe('class101\tcreated\n')
    expect(await jhub('groups add class101 noether')).toBe('class101\t2\teva,noether\n')
    const started = await jhub('servers start --group class101 --json server,outcome')
    expect(JSON.parse(started)).toEqual([
      { server: 'eva', outcome: 'done' },
      { server: 'noether', outcome: 'done' },
    ])
    expect(await jhub('servers list --json server,state')).toContain(
      '{"server":"eva","state":"ready"}',
    )
    if (isAtLeast(hubVersion, '5.0')) {
      expect(await jhub('shares list eva')).toBe('')
      expect(await jhub('codes list eva')).toBe('')
    }
    await jhub('servers stop --group class101 --yes')
    expect(await hub.server('eva').status()).toMatchObject({ state: 'stopped' })
    expect(await jhub('users delete eva noether --yes')).toBe('eva\tdeleted\nnoether\tdeleted\n')
    expect(await jhub('groups delete class101 --yes')).toBe('class101\tdeleted\n')

    const before = await hub.tokens.list('admin').toArray()
    await jhub('logout')
    const left = await hub.tokens.list('admin').toArray()
    const gone = before.filter(({ id }) => !left.some((token) => token.id === id))
    expect(gone.map(({ note }) => note)).toEqual([expect.stringMatching(/^jhub on /)])
    await expect(jhub('whoami')).rejects.toThrow('ended with 4: jhub: not logged in')
  })
})
