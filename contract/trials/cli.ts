import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { isAtLeast } from '../src/version.ts'
import { freshFolder, freshJhub, jhub } from './jhub.ts'
import { clientOf, hubVersion, trialHub } from './trial.ts'

const nothing = { code: 0, stdout: '', stderr: '' }

describe('jhub', () => {
  test('logs in with a password, does what a teacher does, and logs out', async () => {
    const running = await trialHub({}, true)
    const hub = clientOf(running)
    const run = await freshJhub()
    await run(`login ${running.url} --user admin`, `${running.password}\n`)
    expect(await run('whoami --json name,admin')).toBe('{"name":"admin","admin":true}\n')

    expect(await run('users create eva noether')).toBe('eva\tcreated\t\nnoether\tcreated\t\n')
    expect(await run('groups create class101 --users eva')).toBe('class101\tcreated\n')
    expect(await run('groups add class101 noether')).toBe('class101\t2\teva,noether\n')
    const started = await run('servers start --group class101 --json server,outcome')
    expect(JSON.parse(started)).toEqual([
      { server: 'eva', outcome: 'done' },
      { server: 'noether', outcome: 'done' },
    ])
    expect(await run('servers list --json server,state')).toContain(
      '{"server":"eva","state":"ready"}',
    )
    expect(await run('top --json server,state')).toContain('{"server":"noether","state":"ready"}')
    if (isAtLeast(hubVersion, '5.0')) {
      expect(await run('shares list eva')).toBe('')
      expect(await run('codes list eva')).toBe('')
    }
    await run('servers stop --group class101 --yes')
    expect(await hub.server('eva').status()).toMatchObject({ state: 'stopped' })
    const soon = new Date(Date.now() + 60_000).toISOString()
    await run(`servers start --group class101 --ready-by ${soon} --json server,outcome`)
    await sleep(1100)
    const kept = '[\n{"target":"eva","action":"keep"},\n{"target":"noether","action":"keep"}\n]\n'
    expect(await run('cull --dry-run --timeout 1h --json target,action')).toBe(kept)
    expect(await run('servers stop eva --idle 1s --yes --json server,outcome')).toBe(
      '[\n{"server":"eva","outcome":"done"}\n]\n',
    )
    expect(await run('cull --timeout 1s --yes --json target,outcome')).toBe(
      '[\n{"target":"noether","outcome":"stopped"}\n]\n',
    )
    expect(await run('users delete eva noether --yes')).toBe('eva\tdeleted\nnoether\tdeleted\n')
    expect(await run('groups delete class101 --yes')).toBe('class101\tdeleted\n')

    const before = await hub.tokens.list('admin').toArray()
    await run('logout')
    const left = await hub.tokens.list('admin').toArray()
    const gone = before.filter(({ id }) => !left.some((token) => token.id === id))
    expect(gone.map(({ note }) => note)).toEqual([expect.stringMatching(/^jhub on /)])
    await expect(run('whoami')).rejects.toThrow('ended with 4: jhub: not logged in')
  })

  test('makes the hub what a roster says, and finds nothing to do then', async () => {
    const { apiUrl: JUPYTERHUB_API_URL, adminToken: JUPYTERHUB_API_TOKEN } = await trialHub()
    const XDG_CONFIG_HOME = await freshFolder()
    const env = { JUPYTERHUB_API_URL, JUPYTERHUB_API_TOKEN, XDG_CONFIG_HOME }
    const run = async (args: string, stdin = '') => jhub(args.split(' '), env, { stdin })
    const hasShares = isAtLeast(hubVersion, '5.0')
    const roster = (shares: string) => `users:
  - { name: eva, groups: [lab], servers: [second]${hasShares ? `, shares: [${shares}]` : ''} }
  - { name: noether, groups: [lab] }
`
    const wide = roster(
      '{ with: [noether] }, { server: second, with: [{ group: lab, scopes: [access:servers, read:servers] }] }',
    )
    const apply = 'roster apply - --format yaml --yes'
    expect(await run(apply, wide)).toMatchObject({ code: 0 })
    expect(await run('roster plan - --format yaml', wide)).toEqual(nothing)
    if (!hasShares) return
    const narrow = roster('{ with: [] }, { server: second, with: [{ group: lab }] }')
    expect((await run(apply, narrow)).stdout).toBe(
      'narrow shares\t\t1\teva/second with the group lab (read:servers)\n' +
        'take back shares\t\t1\teva with noether\n',
    )
    const { stdout } = await run('export --format yaml --shares')
    expect(stdout).toContain(
      'shares:\n      - server: second\n        with:\n          - group: lab\n',
    )
    for (const same of [narrow, stdout]) {
      expect(await run('roster plan - --format yaml', same)).toEqual(nothing)
    }
    const { code, stderr } = await run(apply, roster('{ server: third, with: [nobody] }'))
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/-:2:\d+: eva has no server "third".*\n-:2:\d+: .*"nobody"/),
    ])
  })
})
