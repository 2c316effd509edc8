import type { Group, JupyterHub } from 'jupyterhub-client'
import type { Verb } from '../../command.ts'
import { authError, failure, usageError } from '../../errors/cli-error.ts'
import { csvLine } from '../../output/csv.ts'
import { harmless, harmlessJson, harmlessLines } from '../../output/harmless.ts'
import { needFeature } from '../../roster/need-feature.ts'
import type { Format } from '../../roster/read.ts'
import { sharedBy } from '../../roster/shared-by.ts'
import { entriesOf } from '../../roster/shares.ts'
import type { ServerShare } from '../../roster/shares.ts'

/** What `jhub export` takes. */
export interface ExportFlags {
  readonly format?: Format | undefined
  readonly shares?: boolean | undefined
}

/** Somebody as a roster has them. */
interface Row {
  readonly name: string
  readonly admin: boolean
  readonly groups: readonly string[]
}

/** Writes a roster of what is. */
export const exportRoster: Verb<ExportFlags> = async ({ io, hub, flags, signal }) => {
  const { format = 'csv', shares = false } = flags
  if (shares && format === 'csv') {
    throw usageError('CSV has no room for what is shared', 'Say --format yaml, or json.')
  }
  if (shares) await needFeature(hub, 'shares', signal)
  const rows = await rowsOf(hub, signal)
  if (format === 'csv') return io.stdout.write(csvOf(rows))
  const users = shares ? await withShares(hub, rows, signal) : rows
  const groups = (await hub.groups.list({ signal }).toArray()).map(entryOf)
  io.stdout.write(
    format === 'json' ? `${harmlessJson({ users, groups }, 2)}\n` : await yamlOf({ users, groups }),
  )
}

async function rowsOf(hub: JupyterHub, signal: AbortSignal): Promise<Row[]> {
  const users = await hub.users.list({}, { signal }).toArray({ consistent: true })
  return users.map(({ name, admin, groups }) => {
    if (admin === undefined)
      throw authError('your token may not see who is an admin', needs('read:users'))
    if (groups === undefined) {
      throw authError(`your token may not see the groups of ${name}`, needs('read:users:groups'))
    }
    return { name, admin, groups }
  })
}

/** People with what they share, as far as they do. */
async function withShares(
  hub: JupyterHub,
  rows: readonly Row[],
  signal: AbortSignal,
): Promise<object[]> {
  const names = rows.map(({ name }) => name)
  const byOwner = new Map<string, ServerShare[]>()
  for (const share of await sharedBy(hub, names, signal)) {
    byOwner.set(share.owner, [...(byOwner.get(share.owner) ?? []), share])
  }
  return rows.map((row) => {
    const own = byOwner.get(row.name)
    return own === undefined ? row : { ...row, shares: entriesOf(own) }
  })
}

/** @throws {@link CliError} for a group that CSV has no way to name. */
function csvOf(users: readonly Row[]): string {
  const lines = users.map(({ name, admin, groups }) => {
    const odd = groups.find((group) => /[;,]/.test(group))
    if (odd !== undefined) {
      throw failure(`CSV cannot name the group "${odd}"`, 'Say --format yaml, or json.')
    }
    return csvLine([name, admin ? 'yes' : 'no', groups.join(';')].map(harmless))
  })
  return [csvLine(['name', 'admin', 'groups']), ...lines].join('')
}

/**
 * Just the name where there is no more to say.
 *
 * @throws {@link CliError} if the token sees no properties. Who sees members sees them, too, and old hubs have none.
 */
function entryOf({ name, users, properties }: Group): string | object {
  if (users === undefined) {
    throw authError(`your token may not see the properties of ${name}`, needs('read:groups'))
  }
  return Object.keys(properties ?? {}).length === 0 ? name : { name, properties }
}

/** A roster that lacks what was not seen would take it away. */
const needs = (scope: string) => `It needs ${scope}; nothing was written.`

async function yamlOf(roster: object): Promise<string> {
  const { stringify } = await import('yaml')
  return harmlessLines(stringify(roster, { lineWidth: 0 }))
}
