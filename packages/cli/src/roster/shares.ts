import { printTarget } from '../commands/server-target.ts'
import type { Person, Recipient } from './roster.ts'
import { defaultScopes } from './scopes.ts'

/** A server that is shared with somebody. */
export interface ServerShare extends Pick<Recipient, 'kind' | 'name' | 'scopes'> {
  readonly owner: string
  /** `''` is the default server. */
  readonly server: string
}

/** A change to what is shared. */
export interface ShareStep {
  readonly change: 'grant shares' | 'widen shares' | 'narrow shares' | 'take back shares'
  /** The shares in words. */
  readonly names: readonly string[]
  /** With the scopes that are given, or taken. */
  readonly shares: readonly ServerShare[]
}

/** What has to be done for servers to be shared as a roster says. */
export interface SharePlan {
  readonly given: readonly ShareStep[]
  readonly taken: readonly ShareStep[]
}

/**
 * Compares what is shared of the servers that a roster is about.
 *
 * @param people - By the names that the hub has for them, or will have; so are those with whom they share.
 * @param shared - What their servers share now, and others.
 * @param leaving - Users who are deleted, and so lose what is shared with them.
 */
export function planOfShares(
  people: readonly Person[],
  shared: readonly ServerShare[],
  leaving: readonly string[],
): SharePlan {
  const listed = new Set(
    people.flatMap(({ name: owner, shares }) =>
      shares.map(({ server }) => printTarget({ user: owner, name: server })),
    ),
  )
  const gone = new Set(leaving)
  const is = shared.filter((share) => listed.has(serverOf(share)))
  const should = people.flatMap(sharesOf)
  const [before, after] = [byKey(is), byKey(should)]
  const kept = should.filter((share) => before.has(keyOf(share)))
  const unwanted = is.filter((share) => !after.has(keyOf(share)))
  return {
    given: [
      ...stepOf(
        'grant shares',
        should.filter((share) => !before.has(keyOf(share))),
      ),
      ...stepOf(
        'widen shares',
        kept.flatMap((share) => beyond(share, before)),
      ),
    ],
    taken: [
      ...stepOf(
        'narrow shares',
        is.filter((share) => after.has(keyOf(share))).flatMap((share) => beyond(share, after)),
      ),
      ...stepOf(
        'take back shares',
        unwanted.filter(({ kind, name }) => kind === 'group' || !gone.has(name)),
      ),
    ],
  }
}

const sharesOf = ({ name: owner, shares }: Person): ServerShare[] =>
  shares.flatMap(({ server, with: recipients }) =>
    recipients.map(({ kind, name, scopes }) => ({ owner, server, kind, name, scopes })),
  )

/** A share with the scopes that it has beyond those of the same one among others: none if there are none. */
function beyond(share: ServerShare, others: ReadonlyMap<string, ServerShare>): ServerShare[] {
  const had = others.get(keyOf(share))?.scopes ?? []
  const scopes = share.scopes.filter((scope) => !had.includes(scope))
  return scopes.length === 0 ? [] : [{ ...share, scopes }]
}

/** What somebody shares, as a roster has it. */
export function entriesOf(shares: readonly ServerShare[]): object[] {
  const servers = new Set(shares.map(({ server }) => server))
  return [...servers].map((server) => {
    const recipients = shares.filter((share) => share.server === server).map(recipientOf)
    return server === '' ? { with: recipients } : { server, with: recipients }
  })
}

/** Just the name where there is no more to say. */
function recipientOf(share: ServerShare): string | object {
  const { kind, name, scopes } = share
  if (hasUsual(share)) return kind === 'user' ? name : { group: name }
  return { [kind]: name, scopes }
}

const hasUsual = ({ scopes }: ServerShare): boolean => scopes.join() === defaultScopes.join()

const stepOf = (change: ShareStep['change'], shares: readonly ServerShare[]): ShareStep[] =>
  shares.length === 0
    ? []
    : [{ change, names: shares.map((share) => inWords(change, share)), shares }]

/** A share as somebody reads it, with its scopes where these are others than usual, or are what changes. */
function inWords(change: ShareStep['change'], share: ServerShare): string {
  const { kind, name, scopes } = share
  const isPart = change === 'widen shares' || change === 'narrow shares'
  const what = hasUsual(share) && !isPart ? '' : ` (${scopes.join(' ')})`
  return `${serverOf(share)} with ${kind === 'group' ? 'the group ' : ''}${name}${what}`
}

const serverOf = ({ owner, server }: ServerShare): string =>
  printTarget({ user: owner, name: server })

const keyOf = ({ owner, server, kind, name }: ServerShare): string =>
  JSON.stringify([owner, server, kind, name])

const byKey = (shares: readonly ServerShare[]): Map<string, ServerShare> =>
  new Map(shares.map((share) => [keyOf(share), share]))
