/** A request that is held to be understood was not, and so nothing was done. */
export class Misunderstood extends Error {
  constructor() {
    super('a request was not understood')
    this.name = 'Misunderstood'
  }
}
