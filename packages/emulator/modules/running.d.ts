import type { Clock } from './clock.ts'
/** Whether a hub, and the proxy before it, run. */
export declare class Running {
  #private
  hub: boolean
  proxy: boolean
  /** Begins a piece of work, whose signal says when the hub goes away from the midst of it. */
  begin(): AbortController
  /** Ends it. */
  end(work: AbortController): void
  /** Takes the hub away for a while; one that has ended stays so. */
  pause(clock: Clock, ms: number): void
}
//# sourceMappingURL=running.d.ts.map
