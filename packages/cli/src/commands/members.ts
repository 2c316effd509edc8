import type { Stage } from '../command.ts'
import { missing } from './missing.ts'

/** Names of a group's members. */
export async function membersOf(
  { hub, signal }: Stage<unknown>,
  group: string,
): Promise<readonly string[]> {
  const { users } = await hub.groups.get(group, { signal })
  if (users === undefined) throw missing('members', 'read:groups')
  return users
}
