import { expect, test } from 'vitest'
import { atHub, secret } from './support/terminal.ts'

const seeds = { users: [{ name: 'ada', token: 'of-ada' }] }

test('jhub tokens create gives the secret alone on stdout', async () => {
  const { jhub, hub } = atHub(seeds)
  const { code, stdout, stderr } = await jhub("tokens create ada --note 'nightly job' --debug")
  expect(code).toBe(0)
  const [, token = ''] = /^(\w+)\n$/.exec(stdout) ?? []
  expect(stderr).toMatch(/^The token a\d+ of ada; the hub does not show it again\.$/m)
  expect(stderr).not.toContain(token)
  const env = { JUPYTERHUB_API_TOKEN: token }
  expect((await jhub('whoami --json name', { env })).stdout).toBe('{"name":"ada"}\n')
  expect(hub.state.users.get('ada')?.tokens.size).toBe(2)
})

test('jhub tokens create makes a token as it is wanted', async () => {
  const { jhub } = atHub(seeds)
  const args =
    'tokens create ada --scopes read:users!user=ada,read:servers!user=ada --expires-in 1h'
  const { stdout } = await jhub(`${args} --json token,id,user,expires_at`)
  const made = JSON.parse(stdout) as Record<string, string>
  expect(made).toMatchObject({ user: 'ada' })
  expect(Date.parse(made['expires_at'] ?? '') - Date.now()).toBeLessThanOrEqual(3_600_000)
  expect(Date.parse(made['expires_at'] ?? '') - Date.now()).toBeGreaterThan(3_500_000)
  const env = { JUPYTERHUB_API_TOKEN: made['token'] }
  expect(await jhub('users list', { env })).toMatchObject({ code: 4 })
  expect(await jhub('tokens create ada --expires-in 0')).toMatchObject({ code: 2 })
})

test('jhub tokens list shows those of a user, or one’s own', async () => {
  const { jhub } = atHub(seeds)
  await jhub('tokens create ada --note second')
  expect((await jhub('tokens list ada --json note')).stdout).toContain('{"note":"second"}')
  const table = (await jhub('tokens list ada', { tty: true })).stdout
  expect(table).toMatch(/^ID +NOTE +CREATED/)
  expect(table).not.toContain('of-ada')
  expect((await jhub('tokens list ada')).stdout).toMatch(/^a\d+\t.*\n(a\d+)\tsecond\t/)
  expect((await jhub('tokens list --json user')).stdout).toBe('[\n{"user":"admin"}\n]\n')
})

test('jhub tokens revoke takes ids, never secrets', async () => {
  const { jhub, hub } = atHub(seeds)
  const [id = ''] = (await jhub('tokens list ada')).stdout.split('\t')
  expect(await jhub(`tokens revoke ${id} --user ada`)).toMatchObject({ code: 2 })
  expect((await jhub(`tokens revoke ${id} --user ada --yes`)).stdout).toBe(`${id}\trevoked\n`)
  expect(hub.state.users.get('ada')?.tokens.size).toBe(0)
  const before = hub.requests.length
  const wrong = await jhub(`tokens revoke ${secret} --user ada --yes`)
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('not its secret')])
  expect(hub.requests).toHaveLength(before)
})
