import type { Moment } from '../python/time.ts'
import type { Spawner } from '../spawn/spawner.ts'
import type { User } from './user.ts'

/** What a server is doing. */
export type Pending = 'spawn' | 'stop' | null

/** A single-user server: up, on its way, or stopped. */
export class Server {
  readonly kind = 'server'
  readonly user: User
  /** Empty for the default server. */
  name: string
  displayName: string
  created: Moment
  lastActivity: Moment | null = null
  started: Moment | null = null
  /** What it was last told to start with; `null`: never anything. */
  userOptions: Readonly<Record<string, unknown>> | null = null
  /** What the hub's database remembers of it for its spawner. */
  state: Readonly<Record<string, unknown>> | null = null
  /** What the hub holds in its memory while the server is anything but stopped, and after a start that failed. */
  spawner: Spawner | null = null

  constructor(user: User, name: string, created: Moment) {
    this.user = user
    this.name = name
    this.displayName = name
    this.created = created
  }

  /** What it is doing. */
  get pending(): Pending {
    return this.spawner?.pending ?? null
  }

  /** Whether the hub takes it to be up. */
  get ready(): boolean {
    return this.spawner?.ready === true
  }

  /** Up, or on its way up or down. */
  get active(): boolean {
    return this.ready || this.pending !== null
  }

  /** `ada/lab`, with a slash for the default server, too. */
  get fullName(): string {
    return `${this.user.name}/${this.name}`
  }

  /** As the hub's sentences have it: `ada:lab`, or `ada` for the default server. */
  get logName(): string {
    return this.name === '' ? this.user.name : `${this.user.name}:${this.name}`
  }
}
