import { connectionLost } from './faults/connection-lost.js'
/** Whether a hub, and the proxy before it, run. */
export class Running {
  constructor() {
    this.hub = true
    this.proxy = true
    this.#atWork = new Set()
  }
  #atWork
  /** Begins a piece of work, whose signal says when the hub goes away from the midst of it. */
  begin() {
    const work = new AbortController()
    this.#atWork.add(work)
    return work
  }
  /** Ends it. */
  end(work) {
    this.#atWork.delete(work)
  }
  /** Takes the hub away for a while; one that has ended stays so. */
  pause(clock, ms) {
    if (!this.hub) return
    this.hub = false
    for (const work of this.#atWork) work.abort(connectionLost('terminated'))
    this.#atWork.clear()
    clock.after(ms, () => {
      this.hub = true
    })
  }
}
//# sourceMappingURL=running.js.map
