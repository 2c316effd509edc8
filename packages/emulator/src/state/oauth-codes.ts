import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { randomText, unused } from '../random.ts'
import type { User } from './user.ts'

/** What a client gets for a code. */
export interface OAuthGrant {
  readonly clientId: string
  readonly user: User
  readonly scopes: readonly string[]
  readonly sessionId: string
  /** What the client has to solve to get it. */
  readonly challenge: string | null
  readonly challengeMethod: string
}

/** Codes that clients are yet to exchange: each within five minutes, and once. */
export class OAuthCodes {
  readonly #grants = new Map<string, OAuthGrant & { readonly expiresAt: number }>()
  readonly #clock: Clock
  readonly #random: Random

  constructor(clock: Clock, random: Random) {
    this.#clock = clock
    this.#random = random
  }

  issue(grant: OAuthGrant): string {
    const code = unused(oauthText(this.#random), (text) => this.#grants.has(text))
    const expiresAt = Math.floor(this.#clock.now() / 1000 + 300) * 1000
    this.#grants.set(code, { ...grant, expiresAt })
    return code
  }

  find(code: string): OAuthGrant | undefined {
    const grant = this.#grants.get(code)
    return grant === undefined || grant.expiresAt < this.#clock.now() ? undefined : grant
  }

  delete(code: string): void {
    this.#grants.delete(code)
  }

  /** Forgets what a user has let clients know. */
  deleteOf(user: User): void {
    for (const [code, grant] of this.#grants) if (grant.user === user) this.#grants.delete(code)
  }
}

/** A code, or a token, as the hub's OAuth library makes them. */
export const oauthText = (random: Random): string =>
  randomText(random, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 30)
