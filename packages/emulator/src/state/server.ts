import type { Moment } from '../python/time.ts'
import type { User } from './user.ts'

/** What a server is doing. */
export type Pending = 'spawn' | 'stop' | 'rename' | null

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
  pending: Pending = null
  ready = false
  /** What it was last started with. */
  userOptions: Readonly<Record<string, unknown>> = {}
  /** What the spawner has to remember of it. */
  state: Readonly<Record<string, unknown>> = {}

  constructor(user: User, name: string, created: Moment) {
    this.user = user
    this.name = name
    this.displayName = name
    this.created = created
  }

  /** Up, or on its way up or down. */
  get active(): boolean {
    return this.ready || this.pending !== null
  }

  /** `ada/lab`, with a slash for the default server, too. */
  get fullName(): string {
    return `${this.user.name}/${this.name}`
  }
}
