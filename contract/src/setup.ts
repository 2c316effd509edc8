import { operations } from 'jupyterhub-client'
import type { OperationId } from 'jupyterhub-client'
import { afterAll } from 'vitest'
import { makeTarget } from './make-target.ts'
import type { StartHub } from './make-target.ts'
import { openNotes } from './results.ts'
import { setTarget } from './target.ts'

/**
 * For a project's setup file: starts the hub before its suites are read, and stops it after the last of them.
 *
 * @param label - What the project is called after `contract `: the hub's version unless given.
 */
export async function describeHub(startHub: StartHub, label?: string): Promise<void> {
  const hub = await startHub({})
  afterAll(() => hub.stop())
  const notes = openNotes(label ?? hub.version)
  const target = makeTarget(hub, notes, startHub)
  const ids = Object.keys(operations) as OperationId[]
  notes('expected', ids.flatMap((id) => (target.has(id) ? `${id}\n` : [])).join(''))
  setTarget(target)
}
