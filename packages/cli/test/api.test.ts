import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { atHub } from './support/terminal.ts'

test('jhub api shows what the hub answers', async () => {
  const { jhub } = atHub()
  expect((await jhub('api get /')).stdout).toBe('{"version":"6.0.1"}\n')
  expect((await jhub('api GET /', { tty: true })).stdout).toBe('{\n  "version": "6.0.1"\n}\n')
  const { stdout } = await jhub('api GET /users --field name_filter=adm')
  expect(JSON.parse(stdout)).toMatchObject([{ name: 'admin' }])
})

test('jhub api --paginate asks for all pages', async () => {
  const users = Array.from({ length: 450 }, (_, n) => `u${n}`)
  for (const version of ['6.0.1', '1.5.1']) {
    const { jhub } = atHub({ users, version })
    expect(JSON.parse((await jhub('api GET /users --paginate')).stdout)).toHaveLength(451)
  }
  const { jhub } = atHub()
  expect((await jhub('api GET / --paginate')).stdout).toBe('{"version":"6.0.1"}\n')
})

test('jhub api sends fields, or what a file or stdin holds', async () => {
  const { jhub, hub, folder } = atHub({ users: ['ada'] })
  const made = await jhub(`api POST /groups --field 'groups=["a","b"]' --field 'users=["ada"]'`)
  expect(made).toMatchObject({ code: 0, stderr: 'POST /groups: done\n' })
  expect(hub.state.groups.get('b')?.users.size).toBe(1)
  const file = join(folder, 'properties.json')
  writeFileSync(file, '{"term":"2026"}')
  await jhub(`api PUT /groups/a/properties --input ${file}`)
  expect((await jhub('groups show a --json properties')).stdout).toContain('"term":"2026"')
  await jhub('api PUT /groups/a/properties --input -', { stdin: '{"term":"2027"}' })
  expect((await jhub('groups show a --json properties')).stdout).toContain('"term":"2027"')
  expect(await jhub('api DELETE /groups/a')).toMatchObject({ code: 0, stdout: '' })
  expect(hub.state.groups.get('a')).toBeUndefined()
})

test('jhub api says what cannot be sent', async () => {
  const { jhub, hub, folder } = atHub()
  for (const args of [
    'api GET users',
    'api POST /groups --field nonsense',
    'api POST /groups --paginate',
    'api GET /users --input -',
    'api POST /groups --field a=1 --input -',
  ]) {
    expect(await jhub(args)).toMatchObject({ code: 2, stdout: '' })
  }
  writeFileSync(join(folder, 'bad.json'), '{')
  const { code, stderr } = await jhub(`api POST /groups --input ${join(folder, 'bad.json')}`)
  expect([code, stderr]).toEqual([2, expect.stringContaining('bad.json')])
  expect(hub.requests).toEqual([])
  expect(await jhub('api GET /users/nobody')).toMatchObject({ code: 1 })
})

test('the path may begin with /hub/api, or as it stands on this hub', async () => {
  const { jhub, hub } = atHub({ baseUrl: '/lab/' })
  const { pathname } = new URL(hub.url)
  for (const path of ['/users/admin', '/hub/api/users/admin', `${pathname}hub/api/users/admin`]) {
    expect((await jhub(`api GET ${path}`)).stdout).toMatch(/"name":"admin"/)
  }
  expect((await jhub('api GET /hub/api')).stdout).toMatch(/"version":/)
})
