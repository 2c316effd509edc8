import { randomText } from '../random.js'
import { isThere } from './shares.js'
/** All codes, found by what is sent. They are gone with their server. */
export class ShareCodes {
  #byCode = new Map()
  #clock
  #random
  #lastId = 0
  constructor(clock, random) {
    this.#clock = clock
    this.#random = random
  }
  /** All of them, in order, and be they expired. */
  get all() {
    for (const code of this.#byCode.values()) if (!isThere(code.server)) this.delete(code)
    return [...this.#byCode.values()]
  }
  create(server, bases, seconds) {
    this.#lastId += 1
    const created = this.#clock.now()
    const code = {
      id: this.#lastId,
      code: randomText(this.#random, urlSafe, 43),
      server,
      bases: new Set(bases),
      created,
      expiresAt: created + seconds * 1000,
      exchangeCount: 0,
      lastExchanged: null,
    }
    this.#byCode.set(code.code, code)
    return code
  }
  /** The code that is sent, unless it has expired. */
  find(sent) {
    const code = this.#byCode.get(sent)
    return code === undefined || !isThere(code.server) || this.hasExpired(code) ? undefined : code
  }
  hasExpired({ expiresAt }) {
    return expiresAt <= this.#clock.now()
  }
  delete({ code }) {
    this.#byCode.delete(code)
  }
  /** Ends the codes of someone's servers, or of one server. */
  forget(one) {
    for (const code of this.#byCode.values()) {
      if (code.server === one || code.server.user === one) this.delete(code)
    }
  }
}
const urlSafe = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
//# sourceMappingURL=share-codes.js.map
