import { expect, test } from 'vitest'
import { atHub } from './support/terminal.ts'

const seeds = { services: [{ name: 'culler', api_token: 'of-the-culler', admin: true }] }

test('jhub services list and show', async () => {
  const { jhub } = atHub(seeds)
  expect((await jhub('services list --json name,admin')).stdout).toBe(
    '[\n{"name":"culler","admin":true}\n]\n',
  )
  expect((await jhub('services list')).stdout).toMatch(/^culler\ttrue\t/)
  expect((await jhub('services list', { tty: true })).stdout).toMatch(/^NAME +ADMIN.*\nculler +yes/)
  expect((await jhub('services show culler', { tty: true })).stdout).toMatch(/^name: +culler\n/)
})

test('jhub services create takes the token from stdin; delete asks', async () => {
  const { jhub, hub } = atHub(seeds)
  const stdin = 'its-long-token\n'
  const made = await jhub('services create grader --token-from-stdin --debug', { stdin })
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^grader\tfalse\t/) })
  expect(made.stderr).not.toContain('its-long-token')
  const env = { JUPYTERHUB_API_TOKEN: 'its-long-token' }
  expect((await jhub('whoami --json name,kind', { env })).stdout).toBe(
    '{"name":"grader","kind":"service"}\n',
  )
  expect(await jhub('services delete grader')).toMatchObject({ code: 2 })
  expect((await jhub('services delete grader --yes')).stdout).toBe('grader\tdeleted\n')
  expect(hub.state.services.get('grader')).toBeUndefined()
})

test('jhub proxy list and sync', async () => {
  const { jhub } = atHub({ users: ['ada'] })
  await jhub('servers start ada')
  expect((await jhub('proxy list')).stdout).toMatch(/^\/user\/ada\/\thttp\S+\tada\t/m)
  expect((await jhub('proxy list', { tty: true })).stdout).toMatch(/^ROUTESPEC +TARGET/)
  expect((await jhub('proxy list --json routespec,user')).stdout).toContain(
    '{"routespec":"/user/ada/","user":"ada"}',
  )
  expect(await jhub('proxy sync')).toMatchObject({ code: 0, stdout: '' })
})

test('jhub proxy configure tells the hub, and keeps the token to itself', async () => {
  // The proxy of the other address takes another token.
  const { jhub, hub } = atHub({
    config: { proxy: { api_url: 'http://10.0.0.7:8001', auth_token: 'token-of-the-proxy' } },
  })
  expect(await jhub('proxy configure')).toMatchObject({ code: 2 })
  const stdin = 'token-of-the-proxy\n'
  const command = 'proxy configure --api-url http://10.0.0.7:8001 --token-from-stdin --debug'
  const { code, stdout, stderr } = await jhub(command, { stdin })
  expect([code, stdout]).toEqual([0, ''])
  expect(stderr).not.toContain('token-of-the-proxy')
  expect(hub.requests.at(-1)).toMatchObject({ method: 'PATCH', path: '/hub/api/proxy' })
})
