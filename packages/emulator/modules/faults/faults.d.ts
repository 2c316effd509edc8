import type { Fault, Trouble } from './fault.ts'
/** A fault that has been added. */
export interface AddedFault {
  readonly fault: Fault
  /** How many requests it has met. */
  readonly met: number
  /** Takes it away, whatever is left of it. */
  remove(): void
}
/** What goes wrong with requests, by and by. */
export declare class Faults {
  #private
  /** Adds what goes wrong. Of faults for the same request the one that was added first comes first. */
  add(fault: Fault): AddedFault
  /** Those that have not yet met as many requests as they are for. */
  get left(): readonly Fault[]
  /** From now on nothing goes wrong. */
  clear(): void
  /** What goes wrong with a request, which is then counted. */
  take(method: string, path: string): Trouble | undefined
}
//# sourceMappingURL=faults.d.ts.map
