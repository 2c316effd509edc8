import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url))

/** This folder. */
export const here: string = fileURLToPath(new URL('.', import.meta.url))

/** Where compilers and runtimes are kept between runs: outside the checkout, like every cache. */
export const cacheDir: string = join(
  process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'),
  'jupyterhub-client',
)

/** A command of one of the workspace's own devDependencies. */
export const binary = (name: string): string => join(root, 'node_modules', '.bin', name)
