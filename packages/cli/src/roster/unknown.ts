import { unheldIn } from './may-share.ts'
import { asOnHub, deletedIn } from './plan.ts'
import type { HubState, Step } from './plan.ts'
import { normalised } from './roster.ts'
import type { Problem, Recipient, Roster } from './roster.ts'

/** Told of a roster that is well written, and cannot be made on this hub. */
export const notOnHub = 'not all of the roster can be made on this hub, and nothing was changed'

/** What of a roster can never be made on this hub, by this token. */
export const problemsOnHub = (
  roster: Roster,
  state: HubState,
  steps: readonly Step[],
): Problem[] => [...unknownIn(roster, state, deletedIn(steps)), ...unheldIn(roster, state, steps)]

/**
 * What of the shares in a roster can never be made: servers, users and groups that neither the hub has nor the roster.
 *
 * @param deleted - Users whom the plan deletes.
 */
function unknownIn(
  { people: listed, groups }: Roster,
  state: HubState,
  deleted: readonly string[],
): Problem[] {
  const people = asOnHub(listed, state)
  const known = {
    users: new Set([...people.map(({ name }) => name), ...state.users.keys()].map(normalised)),
    groups: new Set([...groups.map(({ name }) => name), ...state.groupNames]),
    deleted: new Set(deleted),
  }
  return people.flatMap(({ name: owner, servers, shares }) =>
    shares.flatMap(({ server, at, with: recipients }) => {
      // The hub has a default server for everybody.
      const isThere =
        server === '' ||
        servers.includes(server) ||
        state.allServers.get(owner)?.has(server) === true
      const says = `${owner} has no server "${server}" to share: add it to "servers", to have it started`
      return [
        ...(isThere ? [] : [{ ...at, says }]),
        ...recipients.flatMap((one) => problemsOf(one, known)),
      ]
    }),
  )
}

type Known = Readonly<Record<'users' | 'groups' | 'deleted', ReadonlySet<string>>>

function problemsOf({ kind, name, at }: Recipient, { users, groups, deleted }: Known): Problem[] {
  if (kind === 'user' && deleted.has(name)) {
    return [{ ...at, says: `"${name}" is not in the file, and would be deleted` }]
  }
  const isThere = kind === 'group' ? groups.has(name) : users.has(normalised(name))
  return isThere ? [] : [{ ...at, says: `neither the hub nor the file has a ${kind} "${name}"` }]
}
