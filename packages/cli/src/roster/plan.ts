import { normalised } from './roster.ts'
import type { Roster } from './roster.ts'

/** How the hub is, as far as a roster is about it. */
export interface HubState {
  /** Whether somebody is an admin, by name: everyone on the hub. */
  readonly users: ReadonlyMap<string, boolean>
  /** Members by name of the group: those of the roster that there are. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>
  /** Who asks, who is never removed. */
  readonly self: string
}

/** One change to the hub. */
export type Step =
  | { readonly change: 'create users'; readonly admin: boolean; readonly names: readonly string[] }
  | { readonly change: 'make admin' | 'make no admin'; readonly names: readonly string[] }
  | { readonly change: 'create group'; readonly group: string; readonly names: readonly [] }
  | {
      readonly change: 'add to group' | 'remove from group'
      readonly group: string
      readonly names: readonly string[]
    }
  | { readonly change: 'delete users'; readonly names: readonly string[] }

/**
 * The changes that make the hub what the roster says, in an order in which they can be made. None if it is so already.
 *
 * @param prune - Delete who is not in the roster.
 */
export function planOf(
  { people: listed, groups }: Roster,
  state: HubState,
  prune: boolean,
): Step[] {
  // A hub may have names that no login would make.
  const known = new Map([...state.users.keys()].map((name) => [normalised(name), name]))
  const people = listed.map((one) =>
    Object.assign({}, one, { name: known.get(one.name) ?? one.name }),
  )
  const absent = people.filter(({ name }) => !state.users.has(name))
  const wanted = new Set(people.map(({ name }) => name))
  const steps: Step[] = [
    {
      change: 'create users',
      admin: false,
      names: namesWhere(absent, (one) => one.admin !== true),
    },
    { change: 'create users', admin: true, names: namesWhere(absent, (one) => one.admin === true) },
    {
      change: 'make admin',
      names: namesWhere(people, (one) => one.admin === true && state.users.get(one.name) === false),
    },
    {
      change: 'make no admin',
      names: namesWhere(people, (one) => one.admin === false && state.users.get(one.name) === true),
    },
    ...groups.flatMap((group): Step[] => {
      const is = state.groups.get(group)
      const should = new Set(namesWhere(people, (one) => one.groups.includes(group)))
      return [
        ...(is === undefined ? [{ change: 'create group', group, names: [] } as const] : []),
        {
          change: 'add to group',
          group,
          names: [...should].filter((name) => is?.has(name) !== true),
        },
        {
          change: 'remove from group',
          group,
          names: [...(is ?? [])].filter((name) => !should.has(name)),
        },
      ]
    }),
    {
      change: 'delete users',
      names: prune
        ? [...state.users.keys()].filter((name) => !wanted.has(name) && name !== state.self)
        : [],
    },
  ]
  return steps.filter(({ change, names }) => change === 'create group' || names.length > 0)
}

const namesWhere = <T extends { readonly name: string }>(
  people: readonly T[],
  wanted: (one: T) => boolean,
): string[] => people.filter(wanted).map(({ name }) => name)

/** How many changes that are. */
export const sizeOf = (steps: readonly Step[]): number =>
  steps.reduce((sum, { names }) => sum + Math.max(1, names.length), 0)

/** Who is deleted. */
export const deletedIn = (steps: readonly Step[]): readonly string[] =>
  steps.find(({ change }) => change === 'delete users')?.names ?? []
