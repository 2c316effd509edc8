import { ForbiddenError, NotFoundError } from 'jupyterhub-client'
import type { User } from 'jupyterhub-client'
import type { Stage } from '../../command.ts'
import type { Policy } from '../../cull/policy.ts'
import { usageError } from '../../errors/cli-error.ts'
import { theNamed } from '../../prompt/names.ts'
import { normalised } from '../../roster/roster.ts'

/** Names that are not known, yet, to be on the hub. */
interface Unseen {
  readonly users: readonly string[]
  readonly groups: readonly string[]
}

/**
 * Looks for all who are to be left alone: where a name is misspelt, whoever is meant would be stopped.
 *
 * @param looked - Users whom the hub has shown already.
 * @throws {@link CliError} for names that the hub does not have.
 */
export async function checkProtected(
  { hub, signal }: Stage<unknown>,
  { protectedUsers, rules }: Policy,
  looked: readonly User[],
): Promise<void> {
  const groups = [...rules].flatMap(([group, { protect }]) => (protect ? [group] : []))
  let unseen = unseenOf({ users: [...protectedUsers], groups }, looked)
  // Most are asked for by name; a token that shows no groups may show members.
  unseen = {
    users: await withoutAnswer(unseen.users, (name) => hub.users.get(name, { signal })),
    groups: await withoutAnswer(unseen.groups, (name) => hub.groups.get(name, { signal })),
  }
  if (isEmpty(unseen)) return
  unseen = unseenOf(unseen, await hub.users.list({}, { signal }).toArray({ consistent: true }))
  if (isEmpty(unseen)) return
  const parts = [
    ...(unseen.users.length > 0 ? [theNamed('user', unseen.users)] : []),
    ...(unseen.groups.length > 0 ? [theNamed('group', unseen.groups)] : []),
  ]
  throw usageError(
    `the hub does not show ${parts.join(' and ')}, to be protected, so nothing is done`,
    'Is a name misspelt? To see a group that has no members a token needs read:groups:name.',
  )
}

function unseenOf({ users, groups }: Unseen, looked: readonly User[]): Unseen {
  const names = new Set(looked.map(({ name }) => normalised(name)))
  const seen = new Set(looked.flatMap((user) => user.groups ?? []))
  return {
    users: users.filter((name) => !names.has(name)),
    groups: groups.filter((group) => !seen.has(group)),
  }
}

const isEmpty = ({ users, groups }: Unseen): boolean => users.length + groups.length === 0

/** The names for which there is no answer, or none for this token. */
async function withoutAnswer(
  names: readonly string[],
  ask: (name: string) => Promise<unknown>,
): Promise<string[]> {
  const without: string[] = []
  for (const name of names) {
    try {
      await ask(name)
    } catch (error) {
      if (!NotFoundError.isInstance(error) && !ForbiddenError.isInstance(error)) throw error
      without.push(name)
    }
  }
  return without
}
