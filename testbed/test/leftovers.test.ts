import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { isAlive } from '../src/lock.ts'
import { startHub } from '../src/index.ts'

function descendants(root: number): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const below = (parent: number): number[] =>
    rows.filter(([, ppid]) => ppid === parent).flatMap(([pid = 0]) => [pid].concat(below(pid)))
  return below(root)
}

test('a killed run leaves no process and the next run works', async () => {
  const program = fileURLToPath(new URL('run-until-killed.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  const pids = descendants(child.pid ?? 0)
  // Supervisor, proxy, hub and server at least.
  expect(pids.length).toBeGreaterThanOrEqual(4)
  child.kill('SIGKILL')
  for (let tries = 0; tries < 60 && pids.some(isAlive); tries++) await sleep(250)
  expect(pids.filter(isAlive)).toEqual([])

  await using hub = await startHub({ version: '5.5.1' })
  expect((await fetch(`${hub.apiUrl}/`)).status).toBe(200)
})

/** A column of `ps`, empty for a process that has ended, as the `ps` before this one has. */
function columnOf(pid: number, column: string): string {
  const args = ['-o', `${column}=`, '-p', String(pid)]
  return spawnSync('ps', args, { encoding: 'utf8' }).stdout.trim()
}

test("a terminal's Ctrl-C reaches neither hub nor proxy, so that their user can clean up", async () => {
  await using hub = await startHub({ version: '5.5.1', seeded: false })
  const supervisor = descendants(process.pid).find((pid) =>
    columnOf(pid, 'args').includes('supervise.py'),
  )
  const groups = descendants(supervisor ?? 0).map((pid) => columnOf(pid, 'pgid'))
  expect(hub.version).toBe('5.5.1')
  expect(groups.length).toBeGreaterThanOrEqual(2)
  expect(groups).not.toContain(columnOf(process.pid, 'pgid'))
})
