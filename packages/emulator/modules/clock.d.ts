/** Where a hub gets its time from, and how it waits. */
export interface Clock {
  /** Milliseconds since 1970, by UTC. */
  now(): number
  /**
   * Does something later.
   *
   * @returns Keeps it from being done.
   */
  after(ms: number, action: () => void): () => void
}
/** A clock that stands still until it is told to go on. */
export interface ManualClock extends Clock {
  /** How many actions are still to be done. */
  readonly waiting: number
  /** Lets time pass, and does what is due in it, in order; awaits what follows from each by itself. */
  tick(ms: number): Promise<void>
}
/** The clock of the machine. What waits on it keeps no process alive. */
export declare const realClock: Clock
/** Makes a clock for tests, which shows `start` until it is told to go on. */
export declare function manualClock(start?: Date | number): ManualClock
/** Waits on a clock. */
export declare function sleep(clock: Clock, ms: number): Promise<void>
//# sourceMappingURL=clock.d.ts.map
