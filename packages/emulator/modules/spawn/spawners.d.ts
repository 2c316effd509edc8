import type { Server } from '../state/server.ts'
import type { SpawnRequest, SpawnStep, StepsOf } from './steps.ts'
/** Decides how servers start. */
export interface ScriptedSpawner {
  /** Numbers of the processes of servers that run, whatever the hub knows of them. */
  readonly pids: readonly number[]
  /** Has every start of a user's default server go like this, from now on. */
  script(user: string, steps: readonly SpawnStep[]): void
  /** Has every start of a named server go like this; the default server's name is empty. */
  script(user: string, server: string, steps: readonly SpawnStep[]): void
}
/** How servers start, and those that do. */
export declare class Spawners implements ScriptedSpawner {
  #private
  /** Servers that are anything but stopped. */
  readonly active: Set<Server>
  constructor(stepsOf?: StepsOf)
  script(
    user: string,
    ...rest:
      | readonly [steps: readonly SpawnStep[]]
      | readonly [server: string, steps: readonly SpawnStep[]]
  ): void
  /** What a start consists of. */
  stepsOf(start: SpawnRequest): readonly SpawnStep[]
  /** Makes a process of a server, and gives its number. */
  run(server: Server): number
  get pids(): readonly number[]
  /** Ends a process. */
  kill(pid: number): void
  /** Ends all processes. */
  killAll(): void
  /** Whose process has a number. */
  process(pid: number): Server | undefined
}
//# sourceMappingURL=spawners.d.ts.map
