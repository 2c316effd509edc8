import { stepsByOptions } from './steps.js'
/** How servers start, and those that do. */
export class Spawners {
  #scripts
  #processes
  #stepsOf
  #lastPid
  constructor(stepsOf = stepsByOptions) {
    /** Servers that are anything but stopped. */
    this.active = new Set()
    this.#scripts = new Map()
    this.#processes = new Map()
    this.#lastPid = 100
    this.#stepsOf = stepsOf
  }
  script(user, ...rest) {
    const [server, steps] = rest.length === 1 ? ['', rest[0]] : rest
    this.#scripts.set(`${user}/${server}`, steps)
  }
  /** What a start consists of. */
  stepsOf(start) {
    return this.#scripts.get(`${start.user}/${start.server}`) ?? this.#stepsOf(start)
  }
  /** Makes a process of a server, and gives its number. */
  run(server) {
    this.#lastPid += 1
    this.#processes.set(this.#lastPid, server)
    return this.#lastPid
  }
  get pids() {
    return [...this.#processes.keys()]
  }
  /** Ends a process. */
  kill(pid) {
    this.#processes.delete(pid)
  }
  /** Ends all processes. */
  killAll() {
    this.#processes.clear()
  }
  /** Whose process has a number. */
  process(pid) {
    return this.#processes.get(pid)
  }
}
//# sourceMappingURL=spawners.js.map
