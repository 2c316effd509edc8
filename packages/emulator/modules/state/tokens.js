import { randomHex } from '../random.js'
/** All tokens, found by what is sent. */
export class Tokens {
  #bySecret = new Map()
  #byId = new Map()
  /** Those that OAuth gave. */
  #byClient = new Map()
  #clock
  #random
  #lastId = 0
  constructor(clock, random) {
    this.#clock = clock
    this.#random = random
  }
  create(draft) {
    const id = this.#nextId()
    const token = {
      secret: randomHex(this.#random),
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
  #nextId() {
    while (this.#lastId > 0 && !this.#byId.has(this.#lastId)) this.#lastId -= 1
    this.#lastId += 1
    return this.#lastId
  }
  /** The token that is sent, unless it has expired. */
  find(secret) {
    const token = this.#bySecret.get(secret)
    return token === undefined || this.hasExpired(token) ? undefined : token
  }
  /** A token by its number, expired or not. */
  byId(id) {
    return this.#byId.get(id)
  }
  hasExpired({ expiresAt }) {
    return expiresAt !== null && expiresAt < this.#clock.now()
  }
  delete(token) {
    this.#bySecret.delete(token.secret)
    this.#byId.delete(token.id)
    token.owner.tokens.delete(token)
    this.#byClient.get(token.clientId)?.delete(token)
  }
  /** Forgets what a client of OAuth got, as it is one no more. */
  deleteOfClient(clientId) {
    for (const token of this.#byClient.get(clientId) ?? []) this.delete(token)
    this.#byClient.delete(clientId)
  }
}
//# sourceMappingURL=tokens.js.map
