import type { Client, Dispatcher } from 'undici'
import type { Exchange } from './exchange.ts'

type Outbound = Dispatcher.DispatchOptions

/**
 * The connections to one origin, with a request at a time on each: as many as there are requests under way, up to a limit.
 * They end when they are idle; what is left of each is opened again when it is needed.
 *
 * undici's own pool looks for a free one among all of them, twice a request, and takes one back a turn of the event loop
 * after its response, in case that the server ends it unannounced. Each of its clients sees to that by itself.
 */
export class ClientPool {
  readonly #makeClient: () => Client
  readonly #limit: number
  readonly #clients: Client[] = []
  /** The last that was used is used first, so that the others fall silent and end when they are not needed any more. */
  readonly #free: Client[] = []
  readonly #waiting: (readonly [Outbound, Exchange])[] = []
  #underWay = 0
  #whenIdle: (() => void) | undefined

  /** @param limit - Of connections. Requests beyond wait. */
  constructor(makeClient: () => Client, limit: number) {
    this.#makeClient = makeClient
    this.#limit = limit
  }

  dispatch(request: Outbound, exchange: Exchange): void {
    const isFirst = this.#waiting.length === 0
    const client = isFirst ? (this.#free.pop() ?? this.#open()) : undefined
    this.#underWay += 1
    if (client === undefined) this.#waiting.push([request, exchange])
    else this.#send(client, request, exchange)
  }

  /** Ends the connections, when what is under way is done. */
  async close(): Promise<void> {
    if (this.#underWay > 0) {
      await new Promise<void>((resolve) => {
        this.#whenIdle = resolve
      })
    }
    await Promise.all(this.#clients.map((client) => client.close()))
  }

  #open(): Client | undefined {
    if (this.#clients.length >= this.#limit) return undefined
    const client = this.#makeClient()
    this.#clients.push(client)
    return client
  }

  #send(client: Client, request: Outbound, exchange: Exchange): void {
    exchange.whenOver = (isWhole) => this.#takeBack(client, isWhole)
    client.dispatch(request, exchange)
  }

  #takeBack(client: Client, isWhole: boolean): void {
    this.#underWay -= 1
    if (isWhole) this.#free.push(client)
    // It has lost its connection: those that have one come before it.
    else this.#free.unshift(client)
    // Not at once: while undici fails the requests of a connection that could not be made, it takes no others.
    if (this.#waiting.length > 0) queueMicrotask(() => this.#sendNext())
    if (this.#underWay === 0) this.#whenIdle?.()
  }

  #sendNext(): void {
    const next = this.#waiting[0]
    if (next === undefined) return
    const client = this.#free.pop() ?? this.#open()
    if (client === undefined) return
    this.#waiting.shift()
    this.#send(client, ...next)
  }
}
