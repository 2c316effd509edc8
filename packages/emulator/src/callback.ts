/** An error that a function of the program's own has thrown: the program is told, not the hub's client. */
export class CallbackError extends Error {
  constructor(cause: unknown) {
    super('a function that was given to the hub has thrown an error', { cause })
    this.name = 'CallbackError'
  }
}

/** Calls such a function. */
export function callBack<T>(call: () => T): T {
  try {
    return call()
  } catch (error) {
    throw new CallbackError(error)
  }
}
