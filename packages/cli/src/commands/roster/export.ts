import type { JupyterHub } from 'jupyterhub-client'
import type { Verb } from '../../command.ts'
import { csvLine } from '../../output/csv.ts'
import { harmless, harmlessJson } from '../../output/harmless.ts'

/** What `jhub export` takes. */
export interface ExportFlags {
  readonly format?: 'csv' | 'json' | undefined
}

interface Row {
  readonly name: string
  readonly admin: boolean
  readonly groups: readonly string[]
}

/** Writes a roster of what is. */
export const exportRoster: Verb<ExportFlags> = async ({ io, hub, flags, signal }) => {
  const rows = await rowsOf(hub, signal)
  if (flags.format === 'json') {
    const groups = (await hub.groups.list({ signal }).toArray()).map(({ name }) => name)
    return io.stdout.write(`${harmlessJson({ users: rows, groups }, 2)}\n`)
  }
  io.stdout.write(csvLine(['name', 'admin', 'groups']))
  for (const { name, admin, groups } of rows) {
    const cells = [name, admin ? 'yes' : 'no', groups.join(';')]
    io.stdout.write(csvLine(cells.map(harmless)))
  }
}

async function rowsOf(hub: JupyterHub, signal: AbortSignal): Promise<Row[]> {
  const users = await hub.users.list({}, { signal }).toArray({ consistent: true })
  return users.map(({ name, admin = false, groups = [] }) => ({ name, admin, groups }))
}
