import type { Clock } from './clock.ts'
import { connectionLost } from './faults/connection-lost.ts'

/** Whether a hub, and the proxy before it, run. */
export class Running {
  hub = true
  proxy = true
  /** Those that are not yet over. */
  #pauses = 0
  readonly #atWork = new Set<AbortController>()

  /** Begins a piece of work, whose signal says when the hub goes away from the midst of it. */
  begin(): AbortController {
    const work = new AbortController()
    this.#atWork.add(work)
    return work
  }

  /** Ends it. */
  end(work: AbortController): void {
    this.#atWork.delete(work)
  }

  /**
   * Takes the hub away for a while, or for longer if it is away already; one that has ended stays so.
   *
   * @param started - Called when it is back.
   */
  pause(clock: Clock, ms: number, started: () => void): void {
    if (!this.hub && this.#pauses === 0) return
    this.hub = false
    this.#pauses += 1
    for (const work of this.#atWork) work.abort(connectionLost('terminated'))
    this.#atWork.clear()
    const back = (): void => {
      this.#pauses -= 1
      this.hub = this.#pauses === 0
      if (this.hub) started()
    }
    clock.after(ms, back, 'background')
  }
}
