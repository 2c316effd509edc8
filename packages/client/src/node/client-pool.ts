import type { Client, Dispatcher } from 'undici'
import type { Exchange } from './exchange.ts'
import type { Reading } from './reading.ts'

type Outbound = Dispatcher.DispatchOptions

/** Makes a client of one connection, and tells of the reading of each that it opens. */
export type ClientMaker = (tell: (reading: Reading) => void) => Client

/** A connection, which undici opens again when it was lost. */
interface Connection {
  readonly client: Client
  reading: Reading | undefined
  /** Since it was last opened. */
  responses: number
}

/**
 * The connections to one origin, with a request at a time on each: as many as there are requests under way, up to a limit.
 * They end when they are idle; what is left of each is opened again when it is needed.
 *
 * undici's own pool looks for a free one among all of them, twice a request.
 *
 * A server may end a connection right after a response, which shows two turns of the event loop later. undici waits for one
 * turn, and all but a GET, which can be made again, waits here for another, as does a GET until the server has kept the
 * connection once.
 */
export class ClientPool {
  readonly #makeClient: ClientMaker
  readonly #limit: number
  readonly #all: Connection[] = []
  /** The last that was used is used first, so that the others fall silent and end when they are not needed any more. */
  readonly #free: Connection[] = []
  readonly #waiting: (readonly [Outbound, Exchange])[] = []
  #underWay = 0
  #whenIdle: (() => void) | undefined

  /** @param limit - Of connections. Requests beyond wait. */
  constructor(makeClient: ClientMaker, limit: number) {
    this.#makeClient = makeClient
    this.#limit = limit
  }

  dispatch(request: Outbound, exchange: Exchange): void {
    const isFirst = this.#waiting.length === 0
    const connection = isFirst ? (this.#free.pop() ?? this.#open()) : undefined
    this.#underWay += 1
    if (connection === undefined) this.#waiting.push([request, exchange])
    else this.#send(connection, request, exchange)
  }

  /** Ends the connections, when what is under way is done. */
  async close(): Promise<void> {
    if (this.#underWay > 0) {
      await new Promise<void>((resolve) => {
        this.#whenIdle = resolve
      })
    }
    await Promise.all(this.#all.map(({ client }) => client.close()))
  }

  #open(): Connection | undefined {
    if (this.#all.length >= this.#limit) return undefined
    const tell = (reading: Reading): void => {
      connection.reading = reading
      connection.responses = 0
    }
    const connection: Connection = {
      client: this.#makeClient(tell),
      reading: undefined,
      responses: 0,
    }
    this.#all.push(connection)
    return connection
  }

  #send(connection: Connection, request: Outbound, exchange: Exchange): void {
    const { client, responses } = connection
    exchange.connection = connection
    exchange.whenOver = (isWhole) => this.#takeBack(connection, isWhole)
    if (responses > 1 && request.method === 'GET') client.dispatch(request, exchange)
    else setImmediate(() => client.dispatch(request, exchange))
  }

  #takeBack(connection: Connection, isWhole: boolean): void {
    this.#underWay -= 1
    if (isWhole) {
      connection.responses += 1
      this.#free.push(connection)
    }
    // It may have lost its connection: those that have one come before it.
    else this.#free.unshift(connection)
    // Not at once: while undici fails the requests of a connection that could not be made, it takes no others.
    if (this.#waiting.length > 0) queueMicrotask(() => this.#sendNext())
    if (this.#underWay === 0) this.#whenIdle?.()
  }

  #sendNext(): void {
    const next = this.#waiting[0]
    if (next === undefined) return
    const connection = this.#free.pop() ?? this.#open()
    if (connection === undefined) return
    this.#waiting.shift()
    this.#send(connection, ...next)
  }
}
