import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/**
 * Traits for a database in memory, where there is one: on a slow disk, thousands of users and tokens take minutes to
 * be made.
 */
export async function fastDatabase(): Promise<{ db_url?: string }> {
  if (!existsSync('/dev/shm')) return {}
  const dir = await mkdtemp('/dev/shm/jupyterhub-trial-')
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return { db_url: `sqlite:///${join(dir, 'hub.sqlite')}` }
}
