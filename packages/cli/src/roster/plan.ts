import { isDeepStrictEqual } from 'node:util'
import type { Identity } from 'jupyterhub-client'
import { printTarget } from '../commands/server-target.ts'
import { normalised } from './roster.ts'
import type { Group, Person, Roster } from './roster.ts'
import { planOfShares } from './shares.ts'
import type { ServerShare, ShareStep } from './shares.ts'

/** What a group has besides its members. */
export type Properties = Readonly<Record<string, unknown>>

/** How a group is. */
export interface GroupState {
  readonly members: ReadonlySet<string>
  /** None on hubs before 4.0. */
  readonly properties: Properties
}

/** How the hub is, as far as a roster is about it. */
export interface HubState {
  /** Whether somebody is an admin, by name: everyone on the hub. */
  readonly users: ReadonlyMap<string, boolean>
  /** Servers that run or start, by their user's name: of those whose servers the token may see. */
  readonly servers: ReadonlyMap<string, ReadonlySet<string>>
  /** The same with those that are stopped, where the roster says what is shared. */
  readonly allServers: ReadonlyMap<string, ReadonlySet<string>>
  /** What is shared by those of whom the roster says it. */
  readonly shares: readonly ServerShare[]
  /** All groups, if the roster is about any. */
  readonly groupNames: ReadonlySet<string>
  /** Groups by name: those of the roster that there are. */
  readonly groups: ReadonlyMap<string, GroupState>
  /** Who asks, who is never removed, and stays an admin. */
  readonly self: string
  /** Who that is, and what the token may do. */
  readonly identity: Identity
}

/** One change to the hub. */
export type Step =
  | { readonly change: 'create users'; readonly admin: boolean; readonly names: readonly string[] }
  | { readonly change: 'make admin' | 'make no admin'; readonly names: readonly string[] }
  | { readonly change: 'create group'; readonly group: string; readonly names: readonly string[] }
  | {
      readonly change: 'add to group' | 'remove from group'
      readonly group: string
      readonly names: readonly string[]
    }
  | {
      readonly change: 'set properties'
      readonly group: string
      readonly names: readonly string[]
      readonly properties: Properties
      readonly before: Properties
    }
  /** Named as in `ada` and `ada/lab`. */
  | { readonly change: 'start servers'; readonly names: readonly string[] }
  | ShareStep
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
  const people = asOnHub(listed, state)
  const absent = people.filter(({ name }) => !state.users.has(name))
  const wanted = new Set(people.map(({ name }) => name))
  const deleted = prune
    ? [...state.users.keys()].filter((name) => !wanted.has(name) && name !== state.self)
    : []
  const isAdmin = ({ name }: Person) => state.users.get(name)
  const shares = planOfShares(people, state.shares, deleted)
  return [
    ...forNames(
      namesWhere(absent, ({ admin }) => admin !== true),
      (names): Step => ({ change: 'create users', admin: false, names }),
    ),
    ...forNames(
      namesWhere(absent, ({ admin }) => admin === true),
      (names): Step => ({ change: 'create users', admin: true, names }),
    ),
    ...forNames(
      namesWhere(people, (one) => one.admin === true && isAdmin(one) === false),
      (names): Step => ({ change: 'make admin', names }),
    ),
    ...groups.flatMap((group) =>
      stepsOfGroup(group, people, state.groups.get(group.name), deleted),
    ),
    ...forNames(serversToStart(people, state), (names): Step => ({
      change: 'start servers',
      names,
    })),
    ...shares.given,
    ...shares.taken,
    ...forNames(deleted, (names): Step => ({ change: 'delete users', names })),
    ...forNames(
      demotedIn(people, state).filter((name) => name !== state.self),
      (names): Step => ({ change: 'make no admin', names }),
    ),
  ]
}

/** Whether a roster would take the rights of an admin from who asks, which no plan does: the rest would be refused. */
export const demotesSelf = ({ people }: Roster, state: HubState): boolean =>
  demotedIn(asOnHub(people, state), state).includes(state.self)

const demotedIn = (people: readonly Person[], { users }: HubState): string[] =>
  namesWhere(people, ({ name, admin }) => admin === false && users.get(name) === true)

/**
 * People, and those with whom they share, under the names that the hub has for them: as they are written, or else as a login would
 * make them.
 */
export function asOnHub(people: readonly Person[], { users }: HubState): Person[] {
  const known = new Map(
    [...people.map(({ name }) => name), ...users.keys()].map((name) => [normalised(name), name]),
  )
  const nameOf = (name: string) => (users.has(name) ? name : (known.get(normalised(name)) ?? name))
  return people.map((one) => ({
    ...one,
    name: nameOf(one.name),
    shares: one.shares.map((shared) => ({
      ...shared,
      with: shared.with.map((recipient) =>
        recipient.kind === 'group' ? recipient : { ...recipient, name: nameOf(recipient.name) },
      ),
    })),
  }))
}

const serversToStart = (people: readonly Person[], state: HubState): string[] =>
  people.flatMap(({ name: user, servers }) =>
    servers
      .filter((name) => state.servers.get(user)?.has(name) !== true)
      .map((name) => printTarget({ user, name })),
  )

function stepsOfGroup(
  { name: group, properties }: Group,
  people: readonly Person[],
  is: GroupState | undefined,
  deleted: readonly string[],
): Step[] {
  const should = new Set(namesWhere(people, (one) => one.groups.includes(group)))
  // Who is deleted leaves all groups.
  const leaving = new Set(deleted)
  const before = is?.properties ?? {}
  const isSet = properties === undefined || isDeepStrictEqual(properties, before)
  return [
    ...(is === undefined ? [{ change: 'create group', group, names: [] } as const] : []),
    ...(isSet ? [] : [{ change: 'set properties', group, names: [], properties, before } as const]),
    ...forNames(
      [...should].filter((name) => is?.members.has(name) !== true),
      (names): Step => ({ change: 'add to group', group, names }),
    ),
    ...forNames(
      [...(is?.members ?? [])].filter((name) => !should.has(name) && !leaving.has(name)),
      (names): Step => ({ change: 'remove from group', group, names }),
    ),
  ]
}

const forNames = (names: readonly string[], step: (names: readonly string[]) => Step): Step[] =>
  names.length === 0 ? [] : [step(names)]

const namesWhere = (people: readonly Person[], wanted: (one: Person) => boolean): string[] =>
  people.filter(wanted).map(({ name }) => name)

/** A step for some of its names alone. */
export function someOf(step: Step, isWanted: (at: number) => boolean): Step {
  const names = step.names.filter((_, at) => isWanted(at))
  return 'shares' in step
    ? { ...step, names, shares: step.shares.filter((_, at) => isWanted(at)) }
    : { ...step, names }
}

/** How many changes that are. */
export const sizeOf = (steps: readonly Step[]): number =>
  steps.reduce((sum, { names }) => sum + Math.max(1, names.length), 0)

/** Who is deleted. */
export const deletedIn = (steps: readonly Step[]): readonly string[] =>
  steps.find(({ change }) => change === 'delete users')?.names ?? []

/** Whether somebody loses something by it, or a group a property. */
export const takesAway = (step: Step): boolean =>
  step.change === 'set properties'
    ? Object.keys(step.before).some((key) => !(key in step.properties))
    : /^(delete|remove|make no|narrow|take)/.test(step.change)
