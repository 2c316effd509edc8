import { operations } from 'jupyterhub-client'
import type { OperationId } from 'jupyterhub-client'
import { afterAll } from 'vitest'
import { makeTarget } from './make-target.ts'
import type { StartHub } from './make-target.ts'
import { openNotes } from './results.ts'
import { setTarget } from './target.ts'

/** For a project's setup file: starts the hub before its suites are read, and stops it after the last of them. */
export async function describeHub(startHub: StartHub): Promise<void> {
  const hub = await startHub({})
  afterAll(() => hub.stop())
  const notes = openNotes(hub.version)
  const target = makeTarget(hub, notes, startHub)
  const ids = Object.keys(operations) as OperationId[]
  notes('expected', ids.flatMap((id) => (target.has(id) ? `${id}\n` : [])).join(''))
  setTarget(target)
}
