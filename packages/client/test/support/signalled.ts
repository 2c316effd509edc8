/** A promise to be resolved from elsewhere. */
export interface Signalled {
  readonly promise: Promise<void>
  readonly resolve: () => void
}

export function signalled(): Signalled {
  const made: { resolve?: () => void } = {}
  const promise = new Promise<void>((resolve) => {
    made.resolve = resolve
  })
  return { promise, resolve: () => made.resolve?.() }
}
