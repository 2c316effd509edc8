import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const memoryDisk = '/dev/shm'

/**
 * Makes a folder in memory, which lasts as long as this process. A hub commits to disk several times for each user that
 * it makes, which takes minutes for thousands on a slow one. Reading them comes from memory either way.
 *
 * @returns `undefined` where there is no disk in memory: outside Linux.
 */
export function makeFastDir(): string | undefined {
  if (!existsSync(memoryDisk)) return undefined
  const dir = mkdtempSync(join(memoryDisk, 'jupyterhub-bench-'))
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }))
  return dir
}
