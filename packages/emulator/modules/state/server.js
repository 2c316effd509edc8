/** A single-user server: up, on its way, or stopped. */
export class Server {
  constructor(user, name, created) {
    this.kind = 'server'
    this.lastActivity = null
    this.started = null
    /** What it was last told to start with; `null`: never anything. */
    this.userOptions = null
    /** What the hub's database remembers of it for its spawner. */
    this.state = null
    /** What the hub holds in its memory while the server is anything but stopped, and after a start that failed. */
    this.spawner = null
    this.user = user
    this.name = name
    this.displayName = name
    this.created = created
  }
  /** What it is doing. */
  get pending() {
    return this.spawner?.pending ?? null
  }
  /** Whether the hub takes it to be up. */
  get ready() {
    return this.spawner?.ready === true
  }
  /** Up, or on its way up or down. */
  get active() {
    return this.ready || this.pending !== null
  }
  /** `ada/lab`, with a slash for the default server, too. */
  get fullName() {
    return `${this.user.name}/${this.name}`
  }
  /** As the hub's sentences have it: `ada:lab`, or `ada` for the default server. */
  get logName() {
    return this.name === '' ? this.user.name : `${this.user.name}:${this.name}`
  }
}
//# sourceMappingURL=server.js.map
