import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** This package's folder. */
export const testbedDir: string = fileURLToPath(new URL('..', import.meta.url))

/** Where virtual environments are kept, outside the checkout. */
export function cacheDir(): string {
  const base = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache')
  return join(base, 'jupyterhub-client', 'testbed')
}
