import type { Moment } from '../python/time.ts'
import type { Spawner } from '../spawn/spawner.ts'
import type { User } from './user.ts'
/** What a server is doing. */
export type Pending = 'spawn' | 'stop' | null
/** A single-user server: up, on its way, or stopped. */
export declare class Server {
  readonly kind = 'server'
  readonly user: User
  /** Empty for the default server. */
  name: string
  displayName: string
  created: Moment
  lastActivity: Moment | null
  started: Moment | null
  /** What it was last told to start with; `null`: never anything. */
  userOptions: Readonly<Record<string, unknown>> | null
  /** What the hub's database remembers of it for its spawner. */
  state: Readonly<Record<string, unknown>> | null
  /** What the hub holds in its memory while the server is anything but stopped, and after a start that failed. */
  spawner: Spawner | null
  constructor(user: User, name: string, created: Moment)
  /** What it is doing. */
  get pending(): Pending
  /** Whether the hub takes it to be up. */
  get ready(): boolean
  /** Up, or on its way up or down. */
  get active(): boolean
  /** `ada/lab`, with a slash for the default server, too. */
  get fullName(): string
  /** As the hub's sentences have it: `ada:lab`, or `ada` for the default server. */
  get logName(): string
}
//# sourceMappingURL=server.d.ts.map
