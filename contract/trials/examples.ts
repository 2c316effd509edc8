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
})
