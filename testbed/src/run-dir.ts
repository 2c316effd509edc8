import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from './lock.ts'

const prefix = 'jupyterhub-testbed-'

/** Makes a folder for the state of one run, after removing those whose runs were killed. */
export async function makeRunDir(): Promise<string> {
  await removeStale()
  const dir = await mkdtemp(join(tmpdir(), prefix))
  await writeFile(join(dir, 'owner.pid'), String(process.pid))
  return dir
}

async function removeStale(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue
    const dir = join(tmpdir(), name)
    const owner = Number(await readFile(join(dir, 'owner.pid'), 'utf8').catch(() => ''))
    // A folder without owner may be another's that is just being made.
    if (owner > 0 && !isAlive(owner)) await rm(dir, { recursive: true, force: true })
  }
}
