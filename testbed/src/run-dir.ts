import { mkdtemp, readFile, readdir, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from './lock.ts'

const prefix = 'jupyterhub-testbed-'
/** Linux's folder in memory, and what has to be free of it: containers often have 64 MB. */
const inMemory = { path: '/dev/shm', bytes: 2 ** 30 }

/** Makes a folder for the state of one run, after removing those whose runs were killed. */
export async function makeRunDir(): Promise<string> {
  const parent = await parentOfRuns()
  await removeStale(parent)
  const dir = await mkdtemp(join(parent, prefix))
  await writeFile(join(dir, 'owner.pid'), String(process.pid))
  return dir
}

/** In memory, where there is room: a hub writes its database several times for each user that it makes. */
async function parentOfRuns(): Promise<string> {
  const room = await statfs(inMemory.path).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  )
  return room < inMemory.bytes ? tmpdir() : inMemory.path
}

async function removeStale(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue
    const dir = join(parent, name)
    const owner = Number(await readFile(join(dir, 'owner.pid'), 'utf8').catch(() => ''))
    // A folder without owner may be another's that is just being made.
    if (owner > 0 && !isAlive(owner)) await rm(dir, { recursive: true, force: true })
  }
}
