import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** Runs `work` while no other process runs work under the same lock. A lock whose owner has died is taken over. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!(await tryLock(path))) await sleep(200)
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

async function tryLock(path: string): Promise<boolean> {
  const own = `${path}.${process.pid}.${randomUUID()}`
  await writeFile(own, String(process.pid))
  try {
    // A link appears with its content, so that a process killed here cannot leave a lock without an owner.
    await link(own, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    await removeStale(path, own)
    return false
  } finally {
    await rm(own, { force: true })
  }
}

async function removeStale(path: string, own: string): Promise<void> {
  if (await hasLiveOwner(path)) return
  const taken = `${own}.stale`
  try {
    await rename(path, taken)
  } catch {
    return
  }
  // Between the look and the rename another waiter may have taken over: it gets its lock back.
  if (await hasLiveOwner(taken)) await link(taken, path).catch(() => {})
  await rm(taken, { force: true })
}

/** Whether the lock's owner lives, or there is no lock. */
async function hasLiveOwner(path: string): Promise<boolean> {
  const pid = Number(await readFile(path, 'utf8').catch(() => ''))
  return !(pid > 0) || isAlive(pid)
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
