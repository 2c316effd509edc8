import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startExchange } from './fault-proxy/exchange.ts'
import type { Exchange } from './fault-proxy/exchange.ts'
import type { Fault } from './fault-proxy/faults.ts'
import { newInjections } from './fault-proxy/injections.ts'
import type { Aim, Injection } from './fault-proxy/injections.ts'

/** A proxy before a hub, which does harm when told to, and none otherwise. */
export interface FaultProxy extends AsyncDisposable {
  /** Stands for the hub's base URL, with a slash at the end. */
  readonly url: string
  /** Every request so far, in the order in which they came. */
  readonly exchanges: readonly Exchange[]
  /** From now on, requests that match get the fault: the first one alone, unless told otherwise. */
  inject(aim: Aim, fault: Fault): Injection
  /** Ends all connections, and itself. */
  stop(): Promise<void>
}

/**
 * Starts a proxy before a hub, on a free port of loopback. It passes a request on when the whole of it has come, at most
 * once, and not at all if whoever sent it has gone by then; one who goes later ends the request at the hub. A hub that
 * cannot be reached is a connection that is reset, one that breaks off is one that ends. It knows neither pipelining nor
 * upgrades.
 *
 * @param target - Base URL of the hub.
 */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const hub = new URL(target)
  const injections = newInjections()
  const exchanges: Exchange[] = []
  // No connection is ended that nobody asked to be.
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 })
  server.on('request', (request, response) => {
    const strike = () => injections.strike(request.method ?? '', request.url ?? '')
    exchanges.push(startExchange({ target: hub, request, response, strike }))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  return {
    url: `http://127.0.0.1:${port}${hub.pathname}`,
    exchanges,
    inject: (aim, fault) => injections.add(aim, fault),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}
