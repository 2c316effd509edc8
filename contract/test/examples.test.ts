import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { createHub } from 'jupyterhub-emulator'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs an example, and gives all that it says. */
async function run(
  name: string,
  args: readonly string[],
  url: string,
): Promise<{ stdout: string; stderr: string; code: unknown }> {
  const tsx = join(root, 'node_modules', '.bin', 'tsx')
  const child = spawn(tsx, [join(root, 'examples', name, 'main.ts'), ...args], {
    env: { ...process.env, JUPYTERHUB_API_URL: `${url}hub/api`, JUPYTERHUB_API_TOKEN: 'secret' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { stdout, stderr, code: await ended }
}

test.each([
  ['name', ''],
  ['idle', ''],
  ['idle', ' '],
])(
  'delete-where --%s "%s" asks for nothing and says that it would be everyone',
  async (...given) => {
    const [option, value] = given
    const hub = createHub({ users: [{ name: 'admin', admin: true, token: 'secret' }, 'ada'] })
    await using listener = await hub.listen()
    const { stderr, code } = await run('delete-where', [`--${option}`, value], listener.url)
    expect(stderr).toBe(
      `--${option} is empty, which would match everyone: give it a value or leave it out.\n`,
    )
    expect([code, hub.requests]).toEqual([2, []])
  },
)

test.each([
  ['start-class', { says: 'stderr', code: 1, path: '/hub/api/groups/{group}', before: 0 }],
  ['who-may', { says: 'stdout', code: 0, path: '/hub/api/users/{user}', before: 1 }],
] as const)(
  '%s says what was refused where the hub does not say why',
  async (name, { says, code, path, before }) => {
    const hub = createHub({ users: [{ name: 'ada', token: 'secret' }, 'bob'] })
    hub.faults.add({ path, trouble: { status: 403 } })
    // Why is found out from who asks.
    const trouble = { status: 500 }
    hub.faults.add({ path: '/hub/api/user', trouble, times: Infinity, after: before })
    await using listener = await hub.listen()
    const said = await run(name, ['bob'], listener.url)
    expect(said[says]).toContain('403')
    expect(said.code).toBe(code)
  },
)
