import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { isAtLeast } from '../src/version.ts'
import { clientOf, hubVersion, trialHub } from './trial.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs an example as its first lines say, and gives what it printed. */
async function runExample(
  name: string,
  args: readonly string[],
  { apiUrl, adminToken }: { readonly apiUrl: string; readonly adminToken: string },
): Promise<string> {
  const { stdout } = await run(
    join(root, 'node_modules', '.bin', 'tsx'),
    [join(root, 'examples', name, 'main.ts'), ...args],
    {
      env: { ...process.env, JUPYTERHUB_API_URL: apiUrl, JUPYTERHUB_API_TOKEN: adminToken },
      timeout: 60_000,
    },
  )
  return stdout
}

/** Runs an example that fails, and gives what it says to that. */
async function failedExample(...given: Parameters<typeof runExample>): Promise<string> {
  const error: unknown = await runExample(...given).catch((found: unknown) => found)
  if (!(error instanceof Error) || !('stderr' in error)) throw new Error('it should have failed')
  return String(error.stderr)
}

describe('examples', () => {
  test('start-class starts the servers of a group', async () => {
    const running = await trialHub({}, true)
    const hub = clientOf(running)
    const printed = await runExample('start-class', ['staff'], running)
    expect(printed).toMatch(/^ada: ready after \d\.\d s$/m)
    expect(printed).toMatch(/^b@x\.org: ready after \d\.\d s$/m)
    expect(printed).toContain('2 of 2 servers are ready')
    expect(await hub.server('ada').status()).toMatchObject({ state: 'ready' })
  })

  test('who-may says what a token may do, and why it may not do the rest', async () => {
    const running = await trialHub({}, true)
    const printed = await runExample('who-may', ['admin'], {
      ...running,
      adminToken: running.tokens['group-staff'] ?? '',
    })
    expect(printed).toContain('You are the service "group-staff" on JupyterHub')
    if (!isAtLeast(hubVersion, '2.0')) {
      expect(printed).toContain('only an admin may do this')
      return
    }
    expect(printed).toContain('  list the users in the group "staff" by name\n')
    expect(printed).toContain('? GET /users/{user}\n')
    expect(printed).toContain('✗ DELETE /users/{user}\n')
    expect(printed).toContain('404 for GET /users/admin: the scope that it needs is there, but')
  })

  test('tell in a sentence what is wrong with a name, the hub or its address', async () => {
    const running = await trialHub({}, true)
    const away = { ...running, apiUrl: 'http://127.0.0.1:9/hub/api' }
    const nowhere = { ...running, apiUrl: 'nowhere' }
    const failed = await Promise.all([
      failedExample('who-may', ['..'], running),
      failedExample('start-class', ['nobody-s-class'], running),
      failedExample('start-class', ['..'], running),
      failedExample('delete-where', ['--name', '['], running),
      ...[away, nowhere].flatMap((hub) => [
        failedExample('who-may', ['ada'], hub),
        failedExample('start-class', ['staff'], hub),
        failedExample('delete-where', ['--name', 'x'], hub),
      ]),
    ])
    // A stack has lines that begin so.
    expect(failed.filter((text) => text === '' || /^ +at /m.test(text))).toEqual([])
  })
})
