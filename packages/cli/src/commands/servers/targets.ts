import type { Stage } from '../../command.ts'
import { usageError } from '../../errors/cli-error.ts'
import { membersOf } from '../members.ts'
import { parseTarget } from '../server-target.ts'
import type { Target } from '../server-target.ts'

/** What commands take that are about many servers. */
export interface GroupFlag {
  readonly group?: string | undefined
}

/** The servers that are named, and the default servers of a group's members. */
export async function targetsOf(
  stage: Stage<GroupFlag>,
  named: readonly string[],
): Promise<Target[]> {
  const targets = named.map(parseTarget)
  const { group } = stage.flags
  if (group !== undefined) targets.push(...(await membersOf(stage, group)).map(parseTarget))
  if (targets.length === 0) throw usageError('no server is named', 'Name one, or a --group.')
  return targets
}
