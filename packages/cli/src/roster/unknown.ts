import { asOnHub } from './plan.ts'
import type { HubState } from './plan.ts'
import { normalised } from './roster.ts'
import type { Problem, Roster } from './roster.ts'

/** Told of a roster that is well written, and cannot be made on this hub. */
export const notOnHub = 'not all of the roster can be made on this hub, and nothing was changed'

/**
 * What of the shares in a roster can never be made: servers, users and groups that neither the hub has nor the roster.
 *
 * @param deleted - Users whom the plan deletes.
 */
export function unknownIn(
  { people: listed, groups }: Roster,
  state: HubState,
  deleted: readonly string[],
): Problem[] {
  const people = asOnHub(listed, state)
  const gone = new Set(deleted)
  const users = new Set([...people.map(({ name }) => name), ...state.users.keys()].map(normalised))
  const known = new Set([...groups.map(({ name }) => name), ...state.groupNames])
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
        ...recipients.flatMap(({ kind, name, at: place }): Problem[] => {
          if (kind === 'group') {
            return known.has(name)
              ? []
              : [{ ...place, says: `neither the hub nor the file has a group "${name}"` }]
          }
          if (gone.has(name)) {
            const problem = `"${name}" is not in the file, and would be deleted`
            return [{ ...place, says: problem }]
          }
          return users.has(normalised(name))
            ? []
            : [{ ...place, says: `neither the hub nor the file has a user "${name}"` }]
        }),
      ]
    }),
  )
}
