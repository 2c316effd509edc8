/**
 * Gives an answer unless a signal says first that nobody waits for it, and ends its body when it does so later.
 *
 * @param release - Called when the signal is looked at no more.
 */
export declare function untilAborted(
  signal: AbortSignal,
  answer: Promise<Response>,
  release?: () => void,
): Promise<Response>
/** An answer whose body ends when a signal says that nobody waits for it. */
export declare function endedBy(
  signal: AbortSignal,
  response: Response,
  release?: () => void,
): Response
//# sourceMappingURL=aborts.d.ts.map
