/** What the hub holds in its memory of a server: what it is doing, and how its last start ended. */
export class Spawner {
  #events
  #followers
  constructor(userOptions) {
    this.spawnPending = false
    this.stopPending = false
    /** Whether it has an address, which it is given when its start begins. */
    this.hasAddress = false
    /** Whether the proxy knows the way to it. */
    this.routed = false
    /** Number of its process; 0: there is none. */
    this.pid = 0
    /** What its start consists of. */
    this.steps = []
    /** The token that it was given. */
    this.token = null
    /** The start that is under way. */
    this.spawn = null
    /** Why the last start failed. */
    this.failure = null
    /** The stop that is under way. */
    this.stopped = null
    /** What its process has in it. */
    this.notebook = { kernels: new Map(), files: new Map() }
    this.#events = []
    this.#followers = new Set()
    this.userOptions = userOptions ?? {}
  }
  get pending() {
    if (this.spawnPending) return 'spawn'
    return this.stopPending ? 'stop' : null
  }
  /** Has an address, and nothing pending: what the hub takes for being up. */
  get ready() {
    return this.pending === null && this.hasAddress
  }
  /** Ready, and there is a process, too. */
  get runs() {
    return this.ready && this.pid !== 0
  }
  get active() {
    return this.ready || this.pending !== null
  }
  /** Tells something of a start. */
  tell(event) {
    this.#events.push(event)
    for (const follower of this.#followers) follower(event)
  }
  /**
   * Hears what was told, and what will be.
   *
   * @returns Ends that.
   */
  follow(follower) {
    for (const event of this.#events) follower(event)
    this.#followers.add(follower)
    return () => this.#followers.delete(follower)
  }
}
//# sourceMappingURL=spawner.js.map
