import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { manualClock } from 'jupyterhub-emulator'
import { describe, expect, test } from 'vitest'

const source = JSON.stringify(fileURLToPath(new URL('../src/index.ts', import.meta.url)))

/** Runs a program in a process of its own, and gives what it prints before it ends by itself. */
async function output(program: string): Promise<string> {
  const code = `import { createHub, manualClock } from ${source}\n${program}`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', code]
  return (await promisify(execFile)(process.execPath, args, { timeout: 25_000 })).stdout
}

describe('a clock that is held', () => {
  test('has a process end although what was due has thrown', async () => {
    const program = `
      const clock = manualClock(0)
      clock.after(5, () => { throw new Error('due') })
      await clock.tick(10).catch((error) => console.log(error.message, clock.now()))`
    expect(await output(program)).toBe('due 5\n')
  })

  test('does not go back', async () => {
    const clock = manualClock(0)
    await Promise.all([clock.tick(5000), clock.tick(1000)])
    expect(clock.now()).toBe(5000)
    await expect(clock.tick(-5)).rejects.toThrow('time passes by 0 ms or more, not -5')
    await expect(clock.tick(Number.NaN)).rejects.toThrow('not NaN')
  })
})

describe('the clock of the machine', () => {
  test('keeps a process that waits for an answer, and no other', async () => {
    const program = `
      const hub = createHub({ users: [{ name: 'admin', admin: true, token: 'secret' }] })
      hub.spawner.script('admin', [{ wait: 300 }, { die: 60_000 }])
      const headers = { authorization: 'token secret' }
      const url = hub.url + 'hub/api/users/admin/server'
      const { status } = await hub.fetch(url, { method: 'POST', headers })
      console.log(status)`
    expect(await output(program)).toBe('201\n')
  })
})
