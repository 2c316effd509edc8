import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Keychain } from '../src/io.ts'
import { atHub, now, secret } from './support/terminal.ts'

const alone = { JUPYTERHUB_API_TOKEN: undefined, JUPYTERHUB_API_URL: undefined }

function memoryKeychain(): Keychain & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    get: (account) => Promise.resolve(kept.get(account) ?? null),
    set: (account, text) => Promise.resolve(void kept.set(account, text)),
    remove: (account) => Promise.resolve(void kept.delete(account)),
  }
}

describe('jhub login', () => {
  test('asks for a token, and keeps it in the keychain', async () => {
    const { jhub, hub, questions, folder } = atHub()
    const keychain = memoryKeychain()
    const setting = { tty: true, env: alone, keychain }
    const login = await jhub(`login ${hub.url}user/ada/lab`, { ...setting, typed: [` ${secret} `] })
    const { host } = new URL(hub.url)
    expect(login).toEqual({
      code: 0,
      stdout: '',
      stderr: `Make a token at ${hub.url}hub/token\nLogged in to ${host} (JupyterHub 6.0.1) as admin.\n`,
    })
    expect(questions).toEqual(['Paste it (not shown): '])
    expect(keychain.kept).toEqual(new Map([[host, secret]]))
    expect(readdirSync(join(folder, 'jhub'))).toEqual(['hubs.json'])
    expect((await jhub('users list', setting)).stdout).toContain('admin')
  })

  test.each([
    ['from stdin', '--with-token', { stdin: `${secret}\n` }, {}],
    ['from the environment', '', {}, { JHUB_TOKEN: secret }],
  ])('takes it %s, and keeps it in a file that nobody else reads', async (_, flag, given, env) => {
    const { jhub, hub, folder } = atHub()
    const login = await jhub(`login ${hub.url} ${flag}`, { ...given, env: { ...alone, ...env } })
    const file = join(folder, 'jhub', 'tokens.json')
    expect(login.code).toBe(0)
    expect(login.stderr).toContain(`There is no keychain here. The token is kept in ${file}`)
    for (const name of ['tokens.json', 'hubs.json']) {
      expect(statSync(join(folder, 'jhub', name)).mode & 0o777).toBe(0o600)
    }
    expect(statSync(join(folder, 'jhub')).mode & 0o777).toBe(0o700)
    expect(readFileSync(file, 'utf8')).toContain(secret)
    expect(readFileSync(join(folder, 'jhub', 'hubs.json'), 'utf8')).not.toContain(secret)
    expect(await jhub('users list --json name', { env: alone })).toMatchObject({ code: 0 })
  })

  test('keeps nothing that does not work', async () => {
    const { jhub, hub, folder } = atHub()
    const login = await jhub(`login ${hub.url} --with-token`, { stdin: 'wrong-token', env: alone })
    expect(login).toMatchObject({ code: 4, stdout: '' })
    expect(login.stderr).toContain('does not know this token')
    expect(login.stderr).not.toContain('wrong-token')
    expect(readdirSync(folder)).toEqual([])
  })

  test('refuses where there is nobody to ask', async () => {
    const { jhub, hub } = atHub()
    const { code, stderr } = await jhub(`login ${hub.url}`, { env: alone })
    expect([code, stderr]).toEqual([2, expect.stringContaining('--with-token')])
  })

  test('says that an address is none of a hub, before anything is typed', async () => {
    const { jhub, hub, questions } = atHub()
    hub.faults.add({ trouble: { status: 200, body: '<html></html>' } })
    const { code, stderr } = await jhub(`login ${hub.url}`, { tty: true, env: alone })
    expect([code, stderr]).toEqual([1, expect.stringContaining('Is there a hub at this address?')])
    expect(questions).toEqual([])
  })
})

describe('jhub login with a password', () => {
  const people = { users: [{ name: 'ada', password: 'pw-of-ada' }] }

  test.each(['6.0.1', '5.5.1', '4.1.6', '3.1.1'])(
    'makes a token for what jhub needs on %s; logout revokes it',
    async (version) => {
      const { jhub, hub, questions } = atHub({ ...people, version })
      const typed = { tty: true, env: alone, typed: ['pw-of-ada'] }
      expect(await jhub(`login ${hub.url} --user ada`, typed)).toMatchObject({ code: 0 })
      expect(questions).toEqual(['Password of ada (not shown): '])
      const tokens = [...(hub.state.users.get('ada')?.tokens.values() ?? [])]
      expect(tokens).toHaveLength(1)
      const { stdout } = await jhub('whoami --json name,scopes', { env: alone })
      expect(JSON.parse(stdout)).toMatchObject({ name: 'ada' })
      expect(stdout).toContain('servers!user=ada')
      expect(stdout).not.toMatch(/auth_state|shutdown|inherit/)
      const logout = await jhub('logout', { env: alone })
      expect([logout.code, logout.stderr]).toEqual([
        0,
        `Logged out of ${new URL(hub.url).host}, and the token is revoked.\n`,
      ])
      expect(hub.state.users.get('ada')?.tokens.size).toBe(0)
      expect(await jhub('whoami', { env: alone })).toMatchObject({ code: 4 })
    },
  )

  test('makes a token that opens nobody else’s server, also for an admin', async () => {
    const { jhub, hub } = atHub()
    await jhub(`login ${hub.url} --user admin`, { env: alone, stdin: 'right' })
    const { stdout } = await jhub('api GET /user', { env: alone })
    const { scopes } = JSON.parse(stdout) as { scopes: string[] }
    expect(scopes).toContain('admin:users')
    expect(scopes).toContain('access:servers!user=admin')
    expect(scopes).not.toContain('access:servers')
    for (const scope of ['shutdown', 'admin:server_state', 'read:hub', 'read:metrics']) {
      expect(scopes).not.toContain(scope)
    }
  })

  test('works on hubs that cannot limit tokens', async () => {
    const { jhub, hub } = atHub({ ...people, version: '1.5.1' })
    const typed = { tty: true, env: alone, typed: ['pw-of-ada'] }
    expect(await jhub(`login ${hub.url} --user ada`, typed)).toMatchObject({ code: 0 })
    expect(await jhub('whoami --json name', { env: alone })).toMatchObject({ code: 0 })
    expect((await jhub('logout', { env: alone })).stderr).toContain('revoked')
    expect(hub.state.users.get('ada')?.tokens.size).toBe(0)
  })

  test('takes the password from stdin, and shows it nowhere', async () => {
    const { jhub, hub, folder } = atHub(people)
    const args = `login ${hub.url} --user ada --expires-in 2h --debug`
    const { code, stderr } = await jhub(args, { env: alone, stdin: 'pw-of-ada\n' })
    expect(code).toBe(0)
    expect(stderr).toContain('"auth":"<secret>"')
    expect(stderr).not.toContain('pw-of-ada')
    for (const name of readdirSync(join(folder, 'jhub'))) {
      expect(readFileSync(join(folder, 'jhub', name), 'utf8')).not.toContain('pw-of-ada')
    }
  })

  test('says that it is wrong', async () => {
    const { jhub, hub } = atHub(people)
    const login = await jhub(`login ${hub.url} --user ada`, { env: alone, stdin: 'wrong' })
    expect(login).toMatchObject({ code: 4, stdout: '' })
    expect(login.stderr).toMatch(/^jhub: 403 for POST \/users\/ada\/tokens: .*login/)
    expect(login.stderr).not.toContain('wrong\n')
  })

  test('replaces the token of the login before', async () => {
    const { jhub, hub } = atHub(people)
    for (const _ of [1, 2]) {
      await jhub(`login ${hub.url} --user ada`, { env: alone, stdin: 'pw-of-ada' })
    }
    expect(hub.state.users.get('ada')?.tokens.size).toBe(1)
  })
})

describe('several hubs', () => {
  test('have names; the last login, use, JHUB_HUB and --hub choose', async () => {
    const { jhub, hub } = atHub({ users: [{ name: 'ada', token: 'of-ada' }] })
    const who = async (args = '', env = {}): Promise<string> =>
      (await jhub(`whoami --json name ${args}`, { env: { ...alone, ...env } })).stdout
    await jhub(`login ${hub.url} --with-token --name one`, { stdin: secret, env: alone })
    await jhub(`login ${hub.url} --with-token --name two`, { stdin: 'of-ada', env: alone })
    expect(await who()).toBe('{"name":"ada"}\n')
    expect(await who('--hub one')).toBe('{"name":"admin"}\n')
    expect(await who('', { JHUB_HUB: 'one' })).toBe('{"name":"admin"}\n')
    expect((await jhub('hubs use one', { env: alone })).code).toBe(0)
    expect(await who()).toBe('{"name":"admin"}\n')
    const { stdout } = await jhub('hubs list --json name,current,user', { env: alone })
    expect(JSON.parse(stdout)).toEqual([
      { name: 'one', current: true, user: 'admin' },
      { name: 'two', current: false, user: 'ada' },
    ])
    await jhub('logout', { env: alone })
    expect(await who('--hub two')).toBe('{"name":"ada"}\n')
  })

  test('are not asked in place of one that was logged out of', async () => {
    const { jhub, hub } = atHub({ users: [{ name: 'ada', token: 'of-ada' }] })
    await jhub(`login ${hub.url} --with-token --name boss`, { stdin: secret, env: alone })
    await jhub(`login ${hub.url} --with-token --name mine`, { stdin: 'of-ada', env: alone })
    await jhub('logout', { env: alone })
    expect(await jhub('whoami', { env: alone })).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('no hub is chosen of boss'),
    })
    expect(await jhub('logout', { env: alone })).toMatchObject({
      code: 4,
      stderr: 'jhub: no hub is chosen of boss\nChoose one: jhub hubs use NAME, or --hub NAME\n',
    })
    await jhub('hubs use boss', { env: alone })
    expect((await jhub('whoami --json name', { env: alone })).stdout).toBe('{"name":"admin"}\n')
  })

  test('that are not known are named', async () => {
    const { jhub, hub } = atHub()
    await jhub(`login ${hub.url} --with-token --name one`, { stdin: secret, env: alone })
    for (const args of [
      'users list --hub two',
      'hubs use two',
      'logout two',
      'users list --hub __proto__',
    ]) {
      expect(await jhub(args, { env: alone })).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('there is no hub named'),
      })
    }
  })

  test('do not stand in the way of the hub that the program runs in', async () => {
    const { jhub, hub } = atHub({ users: [{ name: 'ada', token: 'of-ada' }] })
    await jhub(`login ${hub.url} --with-token`, { stdin: 'of-ada', env: alone })
    expect((await jhub('whoami --json name')).stdout).toBe('{"name":"admin"}\n')
  })

  test('are in a file; if it is broken, that is said', async () => {
    const { jhub, hub, folder } = atHub()
    await jhub(`login ${hub.url} --with-token`, { stdin: secret, env: alone })
    writeFileSync(join(folder, 'jhub', 'hubs.json'), '{')
    const { code, stderr } = await jhub('users list', { env: alone })
    expect([code, stderr]).toEqual([1, expect.stringContaining('hubs.json is broken')])
  })
})

test('logout says that a token is still valid that it did not make', async () => {
  const { jhub, hub } = atHub()
  await jhub(`login ${hub.url} --with-token`, { stdin: secret, env: alone })
  const { code, stderr } = await jhub('logout', { env: alone })
  expect([code, stderr]).toEqual([0, expect.stringContaining('still valid')])
  expect(await jhub('logout', { env: alone })).toMatchObject({ code: 4 })
})

test("logout sends nobody to the page of tokens for a service's", async () => {
  const { jhub, hub } = atHub({ services: [{ name: 'culler', api_token: 'of-the-culler' }] })
  await jhub(`login ${hub.url} --with-token`, { stdin: 'of-the-culler', env: alone })
  const { code, stderr } = await jhub('logout', { env: alone })
  expect([code, stderr]).toEqual([
    0,
    expect.stringContaining("service culler is still valid; only the hub's configuration"),
  ])
  expect(stderr).not.toContain('/hub/token')
})

describe('jhub whoami', () => {
  const seeds = { users: [{ name: 'ada', password: 'pw-of-ada' }] }

  test('says it in words on a terminal', async () => {
    const { jhub, hub } = atHub(seeds)
    await jhub(`login ${hub.url} --user ada`, { env: alone, stdin: 'pw-of-ada' })
    const { stdout } = await jhub('whoami', { tty: true, env: alone })
    expect(stdout).toMatch(
      /^You are the user ada at http\S+\/hub\/api \(JupyterHub 6\.0\.1\)\.\nYour token a\d+ expires .*\.\nIt may:\n/,
    )
    expect(stdout).toContain(
      '  see, start, stop and delete the servers of the user "ada" (servers!user=ada)\n',
    )
    expect(stdout).not.toContain('(read:servers!user=ada)')
    expect(now).toBeGreaterThan(0)
  })

  test('says it in fields otherwise', async () => {
    const { jhub } = atHub()
    const { stdout } = await jhub('whoami')
    expect(stdout).toMatch(/^name\tadmin\nkind\tuser\nadmin\ttrue\n/)
    const parsed: unknown = JSON.parse((await jhub('whoami --json name,expires_at')).stdout)
    expect(parsed).toEqual({ name: 'admin', expires_at: null })
  })

  test.each([
    ['6.0.1', /Your token is a\d+\.\nIt may only/],
    ['4.1.6', /Your token may only/],
  ])('says of a service on %s no expiry, as the hub shows none', async (version, token) => {
    const services = [{ name: 'culler', api_token: 'of-the-culler' }]
    const { jhub } = atHub({ version, services })
    const env = { JUPYTERHUB_API_TOKEN: 'of-the-culler' }
    const { stdout } = await jhub('whoami', { tty: true, env })
    const [, ...others] = stdout.split('\n')
    expect(stdout).toMatch(/^You are the service culler at/)
    expect(others.join('\n')).toMatch(token)
    expect(stdout).not.toContain('expires')
  })
})
