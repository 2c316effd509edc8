import { mkdtemp, readFile, readdir, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from './lock.ts'

/** Where the folders of runs may be. */
interface Places {
  /** In memory, and how many bytes have to be free there for it to be taken. */
  readonly memory: { readonly path: string; readonly bytes: number }
  readonly disk: string
}

const prefix = 'jupyterhub-testbed-'
/** Linux's folder in memory; containers often have 64 MB of it. */
const usual: Places = { memory: { path: '/dev/shm', bytes: 2 ** 30 }, disk: tmpdir() }

/**
 * Makes a folder for the state of one run, after removing those whose runs were killed. It is in memory where there is room:
 * a hub writes its database several times for each user that it makes.
 */
export async function makeRunDir({ memory, disk }: Places = usual): Promise<string> {
  // What was free when they were made says nothing about where they are.
  for (const parent of [memory.path, disk]) await removeStale(parent)
  const dir = (await makeInMemory(memory)) ?? (await mkdtemp(join(disk, prefix)))
  await writeFile(join(dir, 'owner.pid'), String(process.pid))
  return dir
}

/** Gives nothing where there is no room, or where this user may not write. */
async function makeInMemory({ path, bytes }: Places['memory']): Promise<string | undefined> {
  try {
    const { bavail, bsize } = await statfs(path)
    return bavail * bsize < bytes ? undefined : await mkdtemp(join(path, prefix))
  } catch {
    return undefined
  }
}

async function removeStale(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch((): string[] => [])) {
    if (!name.startsWith(prefix)) continue
    const dir = join(parent, name)
    const owner = Number(await readFile(join(dir, 'owner.pid'), 'utf8').catch(() => ''))
    // A folder without owner may be another's that is just being made.
    if (!(owner > 0) || isAlive(owner)) continue
    // That of another user is theirs to remove.
    await rm(dir, { recursive: true, force: true }).catch(() => {})
  }
}
