import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeRunDir } from '../src/run-dir.ts'

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'run-dir-test-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

/** The folder of a run whose process is that one. */
async function runOf(pid: number, parent: string): Promise<string> {
  const dir = join(parent, `jupyterhub-testbed-${pid}`)
  await mkdir(dir)
  await writeFile(join(dir, 'owner.pid'), String(pid))
  return dir
}

test.each([
  ['in memory, where there is room', 0, 'memory'],
  ['on disk, where there is none', Infinity, 'disk'],
] as const)('is %s; those of runs that were killed go from both', async (_, bytes, where) => {
  const paths = { memory: await folder(), disk: await folder() }
  const { pid: dead } = spawnSync(process.execPath, ['--version'])
  const stale = [await runOf(dead, paths.memory), await runOf(dead, paths.disk)]
  const alive = [await runOf(process.pid, paths.memory), await runOf(process.pid, paths.disk)]
  const dir = await makeRunDir({ memory: { path: paths.memory, bytes }, disk: paths.disk })
  expect(dirname(dir)).toBe(paths[where])
  expect(await readFile(join(dir, 'owner.pid'), 'utf8')).toBe(String(process.pid))
  expect([stale, alive].map((dirs) => dirs.map((one) => existsSync(one)))).toEqual([
    [false, false],
    [true, true],
  ])
})

test.each([
  ['can be made', '/proc'],
  ['is', '/no-such-folder'],
])('is on disk where none %s in memory', async (_, path) => {
  const disk = await folder()
  expect(dirname(await makeRunDir({ memory: { path, bytes: 0 }, disk }))).toBe(disk)
})
