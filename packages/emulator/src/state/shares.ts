import type { Clock } from '../clock.ts'
import type { Group } from './group.ts'
import type { Server } from './server.ts'
import type { Share } from './share.ts'
import type { User } from './user.ts'

/** Whom servers are shared with. */
type SharedWith = User | Group

/** All shares, found by whom they are with. They are gone with their server, or whom they are with. */
export class Shares {
  readonly #shares = new Set<Share>()
  readonly #byWhom = new Map<SharedWith, Set<Share>>()
  readonly #clock: Clock
  #lastId = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** All of them, in order. */
  get all(): readonly Share[] {
    return this.#living(this.#shares)
  }

  /** Those with a user by name, or with a group, not those of the groups that a user is in. */
  with(sharedWith: SharedWith): readonly Share[] {
    const shares = this.#byWhom.get(sharedWith)
    return shares === undefined ? [] : this.#living(shares)
  }

  find(server: Server, sharedWith: SharedWith): Share | undefined {
    return this.with(sharedWith).find((share) => share.server === server)
  }

  /** Shares a server, or adds to what is shared of it already. */
  grant(server: Server, sharedWith: SharedWith, bases: Iterable<string>): Share {
    const share = this.find(server, sharedWith) ?? this.#add(server, sharedWith)
    for (const base of bases) share.bases.add(base)
    return share
  }

  delete(share: Share): void {
    this.#shares.delete(share)
    const others = this.#byWhom.get(share.sharedWith)
    others?.delete(share)
    if (others?.size === 0) this.#byWhom.delete(share.sharedWith)
  }

  /** Ends what is shared with someone, and of their servers, or of one server. */
  forget(one: SharedWith | Server): void {
    for (const share of this.#shares) {
      if ([share.sharedWith, share.server, share.server.user].includes(one)) this.delete(share)
    }
  }

  #add(server: Server, sharedWith: SharedWith): Share {
    this.#lastId += 1
    const created = this.#clock.now()
    const share = { id: this.#lastId, server, sharedWith, bases: new Set<string>(), created }
    this.#shares.add(share)
    const others = this.#byWhom.get(sharedWith) ?? new Set()
    this.#byWhom.set(sharedWith, others.add(share))
    return share
  }

  #living(shares: ReadonlySet<Share>): Share[] {
    for (const share of shares) if (!isThere(share.server)) this.delete(share)
    return [...shares]
  }
}

/** Whether a server has not been removed. */
export const isThere = (server: Server): boolean => server.user.servers.get(server.name) === server
