import type { Clock } from '../clock.ts'
/**
 * Waits for something, but not longer than so many milliseconds.
 *
 * @returns What it is, or `undefined` if the time was over first.
 */
export declare function waitAtMost<T>(
  clock: Clock,
  ms: number,
  promise: Promise<T>,
): Promise<T | undefined>
/** Waits some milliseconds, or until there is no need any more. */
export declare function pause(clock: Clock, ms: number, { signal }: AbortController): Promise<void>
//# sourceMappingURL=wait.d.ts.map
