import { callBack } from '../callback.ts'
import type { Server } from '../state/server.ts'
import type { SpawnRequest, SpawnStep, StepsOf } from './steps.ts'
import { stepsByOptions } from './steps.ts'

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
export class Spawners implements ScriptedSpawner {
  /** Servers that are anything but stopped. */
  readonly active: Set<Server> = new Set()
  readonly #scripts = new Map<string, readonly SpawnStep[]>()
  readonly #processes = new Map<number, Server>()
  readonly #stepsOf: StepsOf
  #lastPid = 100

  constructor(stepsOf: StepsOf = stepsByOptions) {
    this.#stepsOf = stepsOf
  }

  script(
    user: string,
    ...rest:
      | readonly [steps: readonly SpawnStep[]]
      | readonly [server: string, steps: readonly SpawnStep[]]
  ): void {
    const [server, steps] = rest.length === 1 ? ['', rest[0]] : rest
    this.#scripts.set(`${user}/${server}`, steps)
  }

  /** What a start consists of. */
  stepsOf(start: SpawnRequest): readonly SpawnStep[] {
    const script = this.#scripts.get(`${start.user}/${start.server}`)
    // Spread, so that what is no list is noticed here.
    return script ?? callBack(() => [...this.#stepsOf(start)])
  }

  /** Makes a process of a server, and gives its number. */
  run(server: Server): number {
    this.#lastPid += 1
    this.#processes.set(this.#lastPid, server)
    return this.#lastPid
  }

  get pids(): readonly number[] {
    return [...this.#processes.keys()]
  }

  /** Ends a process. */
  kill(pid: number): void {
    this.#processes.delete(pid)
  }

  /** Ends all processes. */
  killAll(): void {
    this.#processes.clear()
  }

  /** Whose process has a number. */
  process(pid: number): Server | undefined {
    return this.#processes.get(pid)
  }
}
