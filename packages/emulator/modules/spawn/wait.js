/**
 * Waits for something, but not longer than so many milliseconds.
 *
 * @returns What it is, or `undefined` if the time was over first.
 */
export async function waitAtMost(clock, ms, promise) {
  let forget = () => {}
  const over = new Promise((resolve) => {
    forget = clock.after(ms, () => resolve(undefined))
  })
  const first = await Promise.race([promise, over])
  forget()
  return first
}
/** Waits some milliseconds, or until there is no need any more. */
export function pause(clock, ms, { signal }) {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const forget = ms === Infinity ? () => {} : clock.after(ms, resolve)
    signal.addEventListener('abort', () => {
      forget()
      resolve()
    })
  })
}
//# sourceMappingURL=wait.js.map
