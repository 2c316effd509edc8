import { HubConfigError } from '../errors.ts'
import { refuseUnknownKeys } from '../input.ts'
import type { Keys } from '../input.ts'
import type { Fetch } from '../options.ts'
import type { HttpTransport, WireRequest } from '../transport/wire.ts'
import { openConnections } from './connections.ts'
import type { Connections } from './connections.ts'
import { acceptedEncodings } from './decode.ts'
import { Exchange, reasonOf } from './exchange.ts'
import type { ConnectionOptions } from './options.ts'
import { Reply } from './reply.ts'
import { webResponse } from './response.ts'

/** A transport with connections of its own. Hubs may share it; those that `with` makes do. */
export interface NodeTransport extends HttpTransport {
  /** Ends its connections, when what is under way is done. Idle ones do not keep a program from ending. */
  close(): Promise<void>
}

const keys: Keys<ConnectionOptions> = {
  ca: true,
  cert: true,
  key: true,
  passphrase: true,
  connections: true,
  keepAliveTimeout: true,
  proxy: true,
}

/**
 * Sends requests by undici, without `fetch`: for less of the processor, and with what `fetch` does not have. undici is
 * loaded with the first request.
 *
 * @throws {@link HubConfigError} for an option that does not exist. Certificates are looked at with the first request.
 * @example
 * const transport = nodeTransport({ ca: await readFile('hub-ca.pem') })
 * const hub = new JupyterHub({ url: 'https://hub.internal', token, transport })
 */
export function nodeTransport(options: ConnectionOptions = {}): NodeTransport {
  refuseUnknownKeys(options, keys)
  let opening: Promise<Connections> | undefined
  let open: Connections | undefined
  let closing: Promise<void> | undefined
  const connect = async (): Promise<Connections> => {
    if (closing !== undefined) throw new HubConfigError('the transport is closed')
    opening ??= openConnections(options)
    open = await opening
    return open
  }
  const closeAll = async (): Promise<void> => (await opening)?.close()
  const exchange = <T>(
    url: string,
    request: Outgoing,
    read: (exchange: Exchange) => T,
  ): Promise<T> =>
    // Once they are there, no turn of the event loop is spent on them.
    open === undefined || closing !== undefined
      ? connect().then((connections) => exchangeBy(connections, url, request, read))
      : exchangeBy(open, url, request, read)
  return {
    send: (url, request) => exchange(url, request, (received) => new Reply(received)),
    async fetch(url, init) {
      try {
        return await exchange(new URL(url).href, wireRequest(init), (received) =>
          webResponse(url, new Reply(received), received.headers()),
        )
      } catch (error) {
        // The very reason, whatever it is, where undici wants an error.
        throw init.signal?.aborted ? init.signal.reason : error
      }
    },
    close() {
      closing ??= closeAll()
      return closing
    },
  }
}

/** What is read of a request. */
type Outgoing = Pick<WireRequest, 'method' | 'headers' | 'body' | 'deadline'>

function exchangeBy<T>(
  connections: Connections,
  url: string,
  { method, headers, body, deadline }: Outgoing,
  read: (exchange: Exchange) => T,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const route = connections.route(url)
    const request = {
      origin: route.origin,
      path: pathOf(url, route.base),
      method: method as 'GET',
      headers: Object.assign({ 'accept-encoding': acceptedEncodings }, headers),
      body,
    }
    if (deadline.aborted) throw reasonOf(deadline)
    const onHead = (exchange: Exchange) => resolve(read(exchange))
    const sent = new Exchange(deadline, route.isBare, onHead, reject)
    try {
      route.sender.dispatch(request, sent)
    } catch (error) {
      sent.onError(error)
    }
  })
}

/** What URL parsers write in another way, as `fetch` does, and the fragment, which no server gets. */
const unusual = /["#'<>\\^`{|}]/

/** The path of a URL, with its query. Parsing would take several times as long. */
function pathOf(url: string, base: string): string {
  const path = url.slice(base.length)
  if (!unusual.test(path)) return path
  const { pathname, search } = new URL(url)
  return pathname + search
}

/** What `fetch` is given, as far as the client and its middleware use it. */
function wireRequest({ method = 'GET', headers, body, signal }: Parameters<Fetch>[1]): Outgoing {
  if (body !== undefined && body !== null && typeof body !== 'string') {
    throw new TypeError('the body must be a string')
  }
  return {
    method,
    headers: Object.fromEntries(new Headers(headers)),
    body: body ?? null,
    deadline: signal ?? new AbortController().signal,
  }
}
