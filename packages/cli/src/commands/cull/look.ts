import type { User, UserFilter } from 'jupyterhub-client'
import type { Stage } from '../../command.ts'
import { planOf } from '../../cull/plan.ts'
import type { Item } from '../../cull/plan.ts'
import type { Policy } from '../../cull/policy.ts'
import { missing } from '../missing.ts'
import type { CullFlags } from './flags.ts'
import { checkProtected } from './protected.ts'

/**
 * Looks at everyone, and decides. The list is read to its end before anything is stopped, as it would shrink.
 *
 * @throws {@link CliError} if the token does not show enough, or the hub does not have those who are to be protected.
 */
export async function look(stage: Stage<CullFlags>, policy: Policy): Promise<Item[]> {
  const { io, hub, flags, signal } = stage
  const filter: UserFilter = {
    ...(flags.apiPageSize ? { limit: flags.apiPageSize } : {}),
    // Of who is inactive there is nothing to stop.
    ...(policy.users ? {} : { state: 'active' }),
  }
  const users = await hub.users.list(filter, { signal }).toArray({ consistent: true })
  checkSeen(users, policy)
  await checkProtected(stage, policy, users)
  const self = policy.users ? await ownName(stage) : undefined
  return planOf(users, { ...policy, self }, io.now())
}

/** Name of the user whose token this is; a service may have the same. */
async function ownName({ hub, signal }: Stage<CullFlags>): Promise<string | undefined> {
  const { kind, name } = await hub.whoami({ signal })
  return kind === 'user' ? name : undefined
}

/** Nobody is culled because the token does not show that they are protected. */
function checkSeen(users: readonly User[], policy: Policy): void {
  if (users.some(({ servers }) => servers === undefined)) throw missing('servers', 'read:servers')
  if (policy.rules.size > 0 && users.some(({ groups }) => groups === undefined)) {
    throw missing('who is in which group', 'read:users:groups')
  }
}

/** Groups with a rule that nobody is in who was looked at: a name may be misspelt. */
export function unseenGroups(items: readonly Item[], { rules }: Policy): string[] {
  const seen = new Set(items.flatMap(({ owner }) => owner.groups ?? []))
  return [...rules.keys()].filter((group) => !seen.has(group))
}
