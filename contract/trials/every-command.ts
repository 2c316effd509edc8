import { expect, test } from 'vitest'
import { isAtLeast } from '../src/version.ts'
import { allCommands, freshJhub } from './jhub.ts'
import { hubVersion, noteSecret, report, trialHub } from './trial.ts'

const roster = 'name,groups\neva,class101\nlinus,class101\n'

test('jhub: every command there is, on this hub', async () => {
  const hub = await trialHub({}, true)
  const jhub = await freshJhub()
  const all = await allCommands()
  const left = new Set(all)
  const run: typeof jhub = async (args, stdin) => {
    left.delete(all.find((command) => `${args} `.startsWith(`${command} `)) ?? '')
    return jhub(args, stdin)
  }
  const json = async (args: string): Promise<unknown> => JSON.parse(await run(args))
  /** Runs a command that hubs before a version lack: there it has to be refused, and that is said. */
  const since = async (version: string, args: string): Promise<string | undefined> => {
    if (isAtLeast(hubVersion, version)) return run(args)
    await expect(run(args)).rejects.toThrow(`JupyterHub ${version}`)
    return undefined
  }

  await run(`login ${hub.url} --user admin --name class`, `${hub.password}\n`)
  expect(await json('whoami --json name,admin')).toEqual({ name: 'admin', admin: true })
  expect(await run('hubs list')).toMatch(/^class\ttrue\tadmin\t/)
  await run('hubs use class')

  expect(await run('users create eva noether')).toBe('eva\tcreated\t\nnoether\tcreated\t\n')
  expect(await run('users list')).toMatch(/^eva\tfalse\t/m)
  expect(await json('users show eva --json name,groups')).toEqual({ name: 'eva', groups: [] })
  expect(await run('users rename noether emmy')).toMatch(/^emmy\t/)
  expect(await run('users admin emmy')).toBe('emmy\tadmin\n')

  expect(await run('groups create class101 --users eva')).toBe('class101\tcreated\n')
  expect(await run('groups add class101 emmy')).toBe('class101\t2\teva,emmy\n')
  expect(await run('groups remove class101 emmy')).toBe('class101\t1\teva\n')
  expect(await run('groups list')).toContain('class101\t1\teva\n')
  expect(await json('groups show class101 --json users')).toEqual({ users: ['eva'] })
  const properties = await since('4.0', 'groups properties class101 --set room=B12')
  expect(properties ?? '{"room":"B12"}\n').toBe('{"room":"B12"}\n')

  expect(await run('roster plan - --format csv', roster)).toBe(
    'create users\t\t1\tlinus\nadd to group\tclass101\t1\tlinus\n',
  )
  await run('roster apply - --format csv', roster)
  expect(await run('export')).toContain('linus,no,class101\r\n')

  const outcome = (server: string) => ({ server, outcome: 'done' })
  expect(await json('servers start admin eva eva/lab --json server,outcome')).toEqual(
    ['admin', 'eva', 'eva/lab'].map(outcome),
  )
  expect(await run('servers list')).toMatch(/^eva\/lab\tready\t/m)
  expect(await run('servers progress eva')).toMatch(/"ready":true/)
  expect(await run('servers open eva --print')).toBe(`${hub.url}user/eva/\n`)
  expect(await run('top --once')).toMatch(/^eva\tready\t/m)
  expect(await run('cull --dry-run --timeout 1h')).toMatch(/^server\teva\tkeep\t/m)
  expect(await json('servers restart eva/lab --yes --json server,outcome')).toEqual([
    outcome('eva/lab'),
  ])
  expect(await json('servers stop eva --yes --json server,outcome')).toEqual([outcome('eva')])
  expect(await run('servers remove eva/lab --yes')).toBe('eva/lab\tremoved\n')

  await since('5.0', 'shares grant admin --user eva')
  await since('5.0', 'shares list admin')
  await since('5.0', 'shares revoke admin --user eva --yes')
  const code = JSON.parse((await since('5.0', 'codes create admin --json id')) ?? '{"id":"sc_12"}')
  await since('5.0', 'codes list admin')
  await since('5.0', `codes revoke admin ${code.id} --yes`)

  const { id, token } = (await json('tokens create --expires-in 1h --json id,token')) as {
    id: string
    token: string
  }
  noteSecret(token)
  expect(await run('tokens list')).toContain(`${id}\t`)
  expect(await run(`tokens revoke ${id} --yes`)).toBe(`${id}\trevoked\n`)

  await since('5.0', 'services create grader --admin')
  await since('5.0', 'services delete grader --yes')
  expect(await run('services list')).toMatch(/^lister\t/m)
  expect(await json('services show lister --json name')).toEqual({ name: 'lister' })

  expect(await run('proxy list')).toContain('/user/admin/\t')
  await run('proxy sync')
  await run(`proxy configure --api-url ${hub.proxy.api_url}`)

  expect(await run('doctor')).toMatch(/^hub\tok\t/m)
  expect(JSON.parse(await run('api GET /user'))).toMatchObject({ name: 'admin' })
  expect(await run('completion zsh')).toContain('#compdef jhub')
  expect(await run('users delete eva emmy linus --stop-servers --yes')).toBe(
    'eva\tdeleted\nemmy\tdeleted\nlinus\tdeleted\n',
  )
  expect(await run('groups delete class101 --yes')).toBe('class101\tdeleted\n')
  await run('logout')

  expect([...left]).toEqual([])
  report('every command of jhub', [`${all.length} commands were run`])
})
