/**
 * What is culled and what is kept: pure decisions, the same as those of jupyterhub-idle-culler 2.0.0, but for protection and for rules of
 * groups, which it does not have.
 *
 * @see https://github.com/jupyterhub/jupyterhub-idle-culler
 */
import type { Server, User } from 'jupyterhub-client'
import { spanOf } from '../duration.ts'
import { counted } from '../output/counted.ts'
import { parseMoment } from './moment.ts'
import { standingOf } from './policy.ts'
import type { Limit, Policy, Standing } from './policy.ts'

/** Why something is culled (`idle`, `max_age`) or kept. */
export type Because =
  | 'idle'
  | 'max_age'
  | 'active'
  | 'protected'
  | 'excluded'
  | 'pending'
  | 'not_ready'
  | 'unknown_dates'
  | 'servers_stay'

/** What is decided about a server or a user, and why. */
export interface Decision {
  readonly cull: boolean
  readonly because: Because
  /** The same as a sentence. */
  readonly reason: string
  /** Seconds without activity, where known. */
  readonly idle?: number | undefined
  /** Seconds since its start, or since the user was made, where known. */
  readonly age?: number | undefined
}

/**
 * Decides about a server.
 *
 * @param now - Milliseconds since 1970.
 */
export function decideServer(user: User, server: Server, policy: Policy, now: number): Decision {
  const standing = standingOf(user, policy)
  if ('spared' in standing) return keep('protected', standing.spared)
  const { ready, pending, name, started, last_activity: active } = server
  if (pending) return keep('pending', pendingWords[pending] ?? `the hub is at work: ${pending}`)
  if (!ready) return keep('not_ready', 'neither ready nor pending')
  const ages = agesOf({ active, since: started }, now)
  if ('unknown' in ages) return keep('unknown_dates', ages.unknown)
  const wanted = name === '' ? policy.defaultServers : policy.namedServers
  const excluded = wanted
    ? undefined
    : `${name === '' ? 'default' : 'named'} servers are not looked at`
  return decide(ages, standing, excluded, {
    idle: (span) => (active ? `idle for ${span}` : `never active since its start ${span} ago`),
    age: (span) => `up for ${span}`,
  })
}

/**
 * Decides about a user, after the user's servers.
 *
 * @param staying - So many of the user's servers are not stopped.
 * @param now - Milliseconds since 1970.
 */
export function decideUser(user: User, staying: number, policy: Policy, now: number): Decision {
  const standing = standingOf(user, policy)
  if (user.name === policy.self) return keep('protected', 'this is you')
  if ('spared' in standing) return keep('protected', standing.spared)
  if (staying > 0) {
    return keep('servers_stay', `${counted(staying, 'server')} not stopped`)
  }
  const { created, last_activity: active, admin } = user
  const ages = agesOf({ active, since: created }, now)
  if ('unknown' in ages) return keep('unknown_dates', ages.unknown)
  const excluded = policy.adminUsers || admin === false ? undefined : excludedAs(admin)
  return decide(ages, standing, excluded, {
    idle: (span) => (active ? `not seen for ${span}` : `never seen since made ${span} ago`),
    age: (span) => `made ${span} ago`,
  })
}

const pendingWords: Readonly<Record<string, string>> = { spawn: 'it starts', stop: 'it stops' }

const excludedAs = (admin: true | undefined): string =>
  admin === true ? 'an admin' : 'the hub does not show whether this is an admin'

interface Ages {
  readonly idle: number
  readonly age: number | undefined
}

interface Dates {
  readonly active: string | null | undefined
  readonly since: string | null | undefined
}

/** What was never active has been idle from its beginning. Nothing is taken from dates that are not there. */
function agesOf({ active, since }: Dates, now: number): Ages | { readonly unknown: string } {
  if (active === undefined) return { unknown: 'the hub does not show its last activity' }
  const age = since ? secondsFrom(since, now) : undefined
  if (Number.isNaN(age)) return { unknown: `its beginning cannot be read: ${since}` }
  const idle = active ? secondsFrom(active, now) : age
  if (Number.isNaN(idle)) return { unknown: `its last activity cannot be read: ${active}` }
  if (idle === undefined) return { unknown: 'never active, and nobody knows since when it is' }
  return { idle, age }
}

const secondsFrom = (text: string, now: number): number => (now - (parseMoment(text) ?? NaN)) / 1000

/**
 * Decides by ages. As in the culler, what is excluded is excluded from the timeout alone: the highest age is for all.
 *
 * @param excluded - Why the timeout is not for this one.
 */
function decide(
  { idle, age }: Ages,
  { timeout, maxAge }: Exclude<Standing, { spared: string }>,
  excluded: string | undefined,
  words: { readonly idle: (span: string) => string; readonly age: (span: string) => string },
): Decision {
  const isIdle = idle >= timeout.seconds
  const idleFor = words.idle(spanOf(idle))
  if (isIdle && excluded === undefined) {
    return { cull: true, because: 'idle', reason: `${idleFor}, ${allowed(timeout)}`, idle, age }
  }
  if (age !== undefined && maxAge !== undefined && age >= maxAge.seconds) {
    const reason = `${words.age(spanOf(age))}, ${allowed(maxAge)}`
    return { cull: true, because: 'max_age', reason, idle, age }
  }
  if (excluded !== undefined) return { ...keep('excluded', excluded), idle, age }
  return { ...keep('active', `${idleFor}, ${allowed(timeout)}`), idle, age }
}

const allowed = ({ seconds, group }: Limit): string =>
  `${spanOf(seconds)} allowed${group === undefined ? '' : ` in ${group}`}`

const keep = (because: Because, reason: string): Decision => ({ cull: false, because, reason })
