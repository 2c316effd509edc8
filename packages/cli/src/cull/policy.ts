import type { User } from 'jupyterhub-client'
import { normalised } from '../roster/roster.ts'

/** How long things may be, in seconds. */
export interface Limits {
  /** Without activity. */
  readonly timeout: number
  /** In all, busy or not; 0: as long as they like. */
  readonly maxAge: number
}

/** What holds for the members of a group. */
export interface Rule extends Partial<Limits> {
  /** They are left alone. */
  readonly protect: boolean
}

/** What to cull, and what not to. */
export interface Policy extends Limits {
  readonly defaultServers: boolean
  readonly namedServers: boolean
  /** Delete named servers, not only stop them. */
  readonly removeNamed: boolean
  /** Delete users, too. */
  readonly users: boolean
  readonly adminUsers: boolean
  /** Users who are left alone, by their names as a login makes them. */
  readonly protectedUsers: ReadonlySet<string>
  /** By name of the group. */
  readonly rules: ReadonlyMap<string, Rule>
  /** Whose token this is: nobody deletes themselves. */
  readonly self?: string | undefined
}

/** A limit, and the group whose rule it is. */
export interface Limit {
  readonly seconds: number
  readonly group: string | undefined
}

/** What holds for a user: limits, or why the user is left alone. */
export type Standing =
  | { readonly spared: string }
  | { readonly timeout: Limit; readonly maxAge: Limit | undefined }

/** Finds out what holds for a user. Of several groups, what is best for the user holds. */
export function standingOf({ name, groups = [] }: User, policy: Policy): Standing {
  if (policy.protectedUsers.has(normalised(name))) return { spared: `${name} is protected` }
  const rules = groups.flatMap((group) => {
    const rule = policy.rules.get(group)
    return rule === undefined ? [] : [{ group, ...rule }]
  })
  const shelter = rules.find(({ protect }) => protect)
  if (shelter !== undefined) return { spared: `the group ${shelter.group} is protected` }
  return {
    timeout: longest(rules, 'timeout') ?? { seconds: policy.timeout, group: undefined },
    maxAge: finite(longest(rules, 'maxAge') ?? { seconds: policy.maxAge, group: undefined }),
  }
}

type GroupRule = Rule & { readonly group: string }

function longest(rules: readonly GroupRule[], which: keyof Limits): Limit | undefined {
  const limits = rules.flatMap(({ group, [which]: seconds }) =>
    seconds === undefined ? [] : [{ group, seconds }],
  )
  const lengthOf = ({ seconds }: Limit): number => (seconds === 0 ? Infinity : seconds)
  return limits.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0]
}

const finite = (limit: Limit): Limit | undefined => (limit.seconds === 0 ? undefined : limit)
