import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { randomHex, unused } from '../random.ts'
import type { Service } from './service.ts'
import type { Token } from './token.ts'
import type { User } from './user.ts'

/** What a new token is made of; what is left out is drawn, or empty. */
export interface TokenDraft extends Partial<
  Pick<Token, 'secret' | 'clientId' | 'note' | 'scopes' | 'roles' | 'expiresAt' | 'sessionId'>
> {
  readonly owner: User | Service
}

/** All tokens, found by what is sent. */
export class Tokens {
  readonly #bySecret = new Map<string, Token>()
  readonly #byId = new Map<number, Token>()
  /** Those that OAuth gave. */
  readonly #byClient = new Map<string, Set<Token>>()
  readonly #clock: Clock
  readonly #random: Random
  #lastId = 0

  constructor(clock: Clock, random: Random) {
    this.#clock = clock
    this.#random = random
  }

  create(draft: TokenDraft): Token {
    const id = this.#nextId()
    const token: Token = {
      secret: unused(randomHex(this.#random), (text) => this.has(text)),
      clientId: 'jupyterhub',
      note: '',
      scopes: [],
      roles: [],
      expiresAt: null,
      sessionId: null,
      ...draft,
      id,
      created: this.#clock.now(),
      lastActivity: null,
    }
    this.#bySecret.set(token.secret, token)
    this.#byId.set(token.id, token)
    token.owner.tokens.add(token)
    if (token.clientId !== 'jupyterhub') {
      const ofClient = this.#byClient.get(token.clientId) ?? new Set()
      this.#byClient.set(token.clientId, ofClient.add(token))
    }
    return token
  }

  /** One more than the last: the id of a token that was the last, and is deleted, is given again. */
  #nextId(): number {
    while (this.#lastId > 0 && !this.#byId.has(this.#lastId)) this.#lastId -= 1
    this.#lastId += 1
    return this.#lastId
  }

  /** Whether a token is sent so, expired or not. */
  has(secret: string): boolean {
    return this.#bySecret.has(secret)
  }

  /** The token that is sent, unless it has expired. */
  find(secret: string): Token | undefined {
    const token = this.#bySecret.get(secret)
    return token === undefined || this.hasExpired(token) ? undefined : token
  }

  /** A token by its number, expired or not. */
  byId(id: number): Token | undefined {
    return this.#byId.get(id)
  }

  hasExpired({ expiresAt }: Token): boolean {
    return expiresAt !== null && expiresAt < this.#clock.now()
  }

  delete(token: Token): void {
    this.#bySecret.delete(token.secret)
    this.#byId.delete(token.id)
    token.owner.tokens.delete(token)
    this.#byClient.get(token.clientId)?.delete(token)
  }

  /** Forgets what a client of OAuth got, as it is one no more. */
  deleteOfClient(clientId: string): void {
    for (const token of this.#byClient.get(clientId) ?? []) this.delete(token)
    this.#byClient.delete(clientId)
  }
}
