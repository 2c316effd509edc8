/**
 * Ends what takes too long, with an error as the system has for that.
 *
 * @returns What lets go of it.
 */
export function destroyLate(
  target: { readonly destroy: (error: Error) => unknown },
  timeoutMs: number,
): () => void {
  const timer = setTimeout(() => {
    const late = new Error(`no answer within ${timeoutMs / 1000} s`)
    target.destroy(Object.assign(late, { code: 'ETIMEDOUT' }))
  }, timeoutMs)
  return () => clearTimeout(timer)
}
