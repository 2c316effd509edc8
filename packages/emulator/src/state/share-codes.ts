import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { randomText, unused } from '../random.ts'
import type { Server } from './server.ts'
import type { ShareCode } from './share.ts'
import { isThere } from './shares.ts'
import type { User } from './user.ts'

/** All codes, found by what is sent. They are gone with their server. */
export class ShareCodes {
  readonly #byCode = new Map<string, ShareCode>()
  readonly #clock: Clock
  readonly #random: Random
  #lastId = 0

  constructor(clock: Clock, random: Random) {
    this.#clock = clock
    this.#random = random
  }

  /** All of them, in order, and be they expired. */
  get all(): readonly ShareCode[] {
    for (const code of this.#byCode.values()) if (!isThere(code.server)) this.delete(code)
    return [...this.#byCode.values()]
  }

  create(server: Server, bases: Iterable<string>, seconds: number): ShareCode {
    this.#lastId += 1
    const created = this.#clock.now()
    const code: ShareCode = {
      id: this.#lastId,
      code: unused(randomText(this.#random, urlSafe, 43), (text) => this.#byCode.has(text)),
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
  find(sent: string): ShareCode | undefined {
    const code = this.#byCode.get(sent)
    return code === undefined || !isThere(code.server) || this.hasExpired(code) ? undefined : code
  }

  hasExpired({ expiresAt }: ShareCode): boolean {
    return expiresAt <= this.#clock.now()
  }

  delete({ code }: ShareCode): void {
    this.#byCode.delete(code)
  }

  /** Ends the codes of someone's servers, or of one server. */
  forget(one: User | Server): void {
    for (const code of this.#byCode.values()) {
      if (code.server === one || code.server.user === one) this.delete(code)
    }
  }
}

const urlSafe = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
