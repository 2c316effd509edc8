/** All shares, found by whom they are with. They are gone with their server, or whom they are with. */
export class Shares {
  #shares = new Set()
  #byWhom = new Map()
  #clock
  #lastId = 0
  constructor(clock) {
    this.#clock = clock
  }
  /** All of them, in order. */
  get all() {
    return this.#living(this.#shares)
  }
  /** Those with a user by name, or with a group, not those of the groups that a user is in. */
  with(sharedWith) {
    const shares = this.#byWhom.get(sharedWith)
    return shares === undefined ? [] : this.#living(shares)
  }
  find(server, sharedWith) {
    return this.with(sharedWith).find((share) => share.server === server)
  }
  /** Shares a server, or adds to what is shared of it already. */
  grant(server, sharedWith, bases) {
    const share = this.find(server, sharedWith) ?? this.#add(server, sharedWith)
    for (const base of bases) share.bases.add(base)
    return share
  }
  delete(share) {
    this.#shares.delete(share)
    const others = this.#byWhom.get(share.sharedWith)
    others?.delete(share)
    if (others?.size === 0) this.#byWhom.delete(share.sharedWith)
  }
  /** Ends what is shared with someone, and of their servers, or of one server. */
  forget(one) {
    for (const share of this.#shares) {
      if ([share.sharedWith, share.server, share.server.user].includes(one)) this.delete(share)
    }
  }
  #add(server, sharedWith) {
    this.#lastId += 1
    const created = this.#clock.now()
    const share = { id: this.#lastId, server, sharedWith, bases: new Set(), created }
    this.#shares.add(share)
    const others = this.#byWhom.get(sharedWith) ?? new Set()
    this.#byWhom.set(sharedWith, others.add(share))
    return share
  }
  #living(shares) {
    for (const share of shares) if (!isThere(share.server)) this.delete(share)
    return [...shares]
  }
}
/** Whether a server has not been removed. */
export const isThere = (server) => server.user.servers.get(server.name) === server
//# sourceMappingURL=shares.js.map
