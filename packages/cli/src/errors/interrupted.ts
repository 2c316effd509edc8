/** Ctrl-C. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted')
  }
}
