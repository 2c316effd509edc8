import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { createHub } from 'jupyterhub-emulator'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Plays the demo, and gives what it says to what goes wrong. */
async function demo(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ stderr: string; code: unknown }> {
  const tsx = join(root, 'node_modules', '.bin', 'tsx')
  const child = spawn(tsx, [join(root, 'examples', 'demo', 'main.ts'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  return { stderr: await text(child.stderr), code: await ended }
}

test.each([
  ['hub', 'true'],
  ['url', 'https://hub.example.org'],
])('the demo says what to type where npm has kept --%s', async (name, value) => {
  const { stderr, code } = await demo([], { [`npm_config_${name}`]: value })
  expect(stderr).toContain(`type "npm run demo -- --${name} …"`)
  expect(stderr).not.toMatch(/^ +at /m)
  expect(code).toBe(2)
})

test('the demo says what it takes to what it does not take', async () => {
  const { stderr, code } = await demo(['6.0.1'])
  expect(stderr).toContain('npm run demo -- --hub 6.0.1')
  expect(stderr).not.toMatch(/^ +at /m)
  expect(code).toBe(2)
})

test('the demo explains what the hub refuses', async () => {
  const hub = createHub({ users: [{ name: 'ada', token: 'secret-of-ada' }] })
  await using listener = await hub.listen()
  const env = { JUPYTERHUB_API_TOKEN: 'secret-of-ada' }
  const { stderr, code } = await demo(['--url', listener.url], env)
  expect(stderr).toContain('The hub takes you for the user "ada".\nIt needs admin:users.')
  expect(stderr).not.toMatch(/^ +at /m)
  expect(stderr).not.toContain('secret-of-ada')
  expect(code).toBe(1)
})
