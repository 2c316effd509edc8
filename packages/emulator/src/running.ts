import type { Clock } from './clock.ts'
import { connectionLost } from './faults/connection-lost.ts'

/** Whether a hub, and the proxy before it, run. */
export class Running {
  hub = true
  proxy = true
  #going: AbortController | undefined

  /** Says when the hub goes away from the midst of its work. */
  get going(): AbortSignal {
    this.#going ??= new AbortController()
    return this.#going.signal
  }

  /** Takes the hub away for a while; one that has ended stays so. */
  pause(clock: Clock, ms: number): void {
    if (!this.hub) return
    this.hub = false
    this.#going?.abort(connectionLost('terminated'))
    this.#going = undefined
    clock.after(ms, () => {
      this.hub = true
    })
  }
}
