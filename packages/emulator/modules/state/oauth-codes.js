import { randomText } from '../random.js'
/** Codes that clients are yet to exchange: each within five minutes, and once. */
export class OAuthCodes {
  #grants = new Map()
  #clock
  #random
  constructor(clock, random) {
    this.#clock = clock
    this.#random = random
  }
  issue(grant) {
    const code = oauthText(this.#random)
    const expiresAt = Math.floor(this.#clock.now() / 1000 + 300) * 1000
    this.#grants.set(code, { ...grant, expiresAt })
    return code
  }
  find(code) {
    const grant = this.#grants.get(code)
    return grant === undefined || grant.expiresAt < this.#clock.now() ? undefined : grant
  }
  delete(code) {
    this.#grants.delete(code)
  }
  /** Forgets what a user has let clients know. */
  deleteOf(user) {
    for (const [code, grant] of this.#grants) if (grant.user === user) this.#grants.delete(code)
  }
}
/** A code, or a token, as the hub's OAuth library makes them. */
export const oauthText = (random) =>
  randomText(random, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 30)
//# sourceMappingURL=oauth-codes.js.map
