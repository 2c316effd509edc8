import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cacheDir } from './paths.ts'
import { install } from './subject.ts'

/**
 * Folder of an npm package of this exact version, which is installed into the cache when it is first asked for. None of
 * its scripts are run.
 */
export async function tool(name: string, version: string): Promise<string> {
  const home = join(cacheDir, 'tools', `${name.replace('/', '+')}@${version}`)
  const folder = join(home, 'node_modules', name)
  if (await exists(folder)) return folder
  await mkdir(dirname(home), { recursive: true })
  const draft = await mkdtemp(`${home}-`)
  try {
    await install([`${name}@${version}`], draft)
    await rename(draft, home)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Another run may have been faster.
    if (!(await exists(folder))) throw error
  }
  return folder
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
