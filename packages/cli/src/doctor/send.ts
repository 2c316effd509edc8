import { request as overHttp } from 'node:http'
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http'
import { request as overTls } from 'node:https'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Certificates } from '../http/certificates.ts'
import { destroyLate } from './late.ts'
import { proxyHeaders, unreachable } from './proxy/forward-proxy.ts'
import type { ForwardProxy } from './proxy/forward-proxy.ts'
import { openTunnel } from './proxy/tunnel.ts'

/** A request, as it is put on the wire. */
export interface Ask {
  readonly method?: string
  /** Path and query. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What a server shows to prove who it is. */
export interface Certificate {
  /** When it expires, in milliseconds since 1970. */
  readonly expires: number
  /** The hosts that it is for. */
  readonly names: string
  readonly issuer: string
  /** Tells it apart from others. */
  readonly fingerprint: string
}

/** What came back. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** The beginning of it. */
  readonly body: string
  /** Until the answer began. */
  readonly ms: number
  readonly certificate?: Certificate | undefined
}

/** How requests are sent. */
export interface Way {
  readonly origin: string
  /** Whether a certificate has to be trusted. */
  readonly strict: boolean
  /** Which leads to the hub; nothing if it is reached directly. */
  readonly proxy?: ForwardProxy | undefined
  /** Have that proxy open a tunnel also where it could read along, as browsers have it for WebSockets. */
  readonly tunnels?: boolean | undefined
  /** Shown, and trusted, in place of what this machine trusts. */
  readonly certificates?: Certificates | undefined
  readonly timeoutMs: number
  /** Until an answer begins, once the proxy is reached if there is one; {@link timeoutMs} unless given. */
  readonly answerMs?: number | undefined
  readonly signal: AbortSignal
}

/** Sends a request. Rejects with the error of the system if nothing comes back. */
export type Send = (ask: Ask) => Promise<Answer>

/** Told of each request, with the status of its answer or the error. */
export type OnSent = (ask: Ask, came: number | Error) => void

const enough = 64 * 1024

/** Sends a request on a connection of its own, and follows no redirect. */
export async function send(way: Way, ask: Ask): Promise<Answer> {
  const start = performance.now()
  const { request, response } = await open(way, ask)
  const ms = Math.round(performance.now() - start)
  try {
    const { statusCode: status = 0, headers, socket } = response
    return { status, headers, ms, certificate: certificateOf(socket), body: await textOf(response) }
  } finally {
    request.destroy()
  }
}

/** An answer, of which somebody is told. */
export async function told(sent: Promise<Answer>, ask: Ask, onSent: OnSent): Promise<Answer> {
  try {
    const answer = await sent
    onSent(ask, answer.status)
    return answer
  } catch (error) {
    onSent(ask, error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}

/** An answer, or why there is none. */
export const answerOrError = (sent: Promise<Answer>): Promise<Answer | NodeJS.ErrnoException> =>
  sent.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))

/** Sends a request, and gives its answer as soon as it begins. */
export async function open(
  way: Way,
  { method = 'GET', path, headers = {}, body }: Ask,
): Promise<{ request: ClientRequest; response: IncomingMessage }> {
  const { proxy, timeoutMs, answerMs = timeoutMs, signal } = way
  const entry = await entryOf(way, path)
  return new Promise((resolve, reject) => {
    const options = { ...entry.options, method, headers: { ...headers, ...entry.headers }, signal }
    const request = entry.begin(entry.place, options)
    let isConnected = proxy === undefined || isTunnel(way)
    let clear = destroyLate(request, isConnected ? answerMs : timeoutMs)
    request.once('socket', (socket) => {
      socket.once('connect', () => {
        if (isConnected) return
        isConnected = true
        clear()
        clear = destroyLate(request, answerMs)
      })
    })
    request.once('error', (error) => reject(isConnected ? error : unreachable(error)))
    request.once('close', () => {
      clear()
      reject(new Error('the connection was closed without an answer'))
    })
    request.once('response', (response) => {
      response.on('error', () => {})
      resolve({ request, response })
    })
    request.end(body)
  })
}

/**
 * Whether there is a tunnel through a proxy, which then sees none of the requests unless it breaks TLS open. As the client goes, there
 * is one unless both hub and proxy are `http:`.
 */
export const isTunnel = ({
  origin,
  proxy,
  tunnels = false,
}: Pick<Way, 'origin' | 'proxy' | 'tunnels'>): boolean =>
  proxy !== undefined &&
  (tunnels || origin.startsWith('https:') || proxy.place.protocol === 'https:')

/** Where a request goes in, and how. */
interface Entry {
  readonly begin: typeof overHttp
  readonly place: URL
  readonly options: RequestOptions
  /** What it says besides its own. */
  readonly headers: Readonly<Record<string, string>>
}

async function entryOf(way: Way, path: string): Promise<Entry> {
  const { origin, proxy } = way
  const hub = new URL(origin)
  if (proxy === undefined) {
    const begin = hub.protocol === 'https:' ? overTls : overHttp
    return { begin, place: hub, options: { path, agent: false, ...tlsOf(way) }, headers: {} }
  }
  const headers = { host: hub.host }
  if (isTunnel(way)) {
    const socket = await openTunnel(proxy, way, tlsOf(way))
    // With TLS in it or without: that is no matter of the request's any more.
    const place = new URL(origin.replace(/^https/, 'http'))
    return { begin: overHttp, place, options: { path, createConnection: () => socket }, headers }
  }
  return {
    begin: overHttp,
    place: proxy.place,
    options: { path: origin + path, agent: false },
    headers: { ...headers, ...proxyHeaders(proxy) },
  }
}

const tlsOf = ({ strict, certificates: { ca, cert, key } = {} }: Way) => ({
  rejectUnauthorized: strict,
  ...(ca && { ca }),
  ...(cert && { cert }),
  ...(key && { key }),
})

async function textOf(response: IncomingMessage): Promise<string> {
  let text = ''
  response.setEncoding('utf8')
  try {
    for await (const chunk of response) {
      text += String(chunk)
      if (text.length > enough) break
    }
  } catch {
    // An answer that breaks off is judged by what came.
  }
  return text
}

/** What is shown on a connection. */
export function certificateOf(socket: Socket): Certificate | undefined {
  if (!(socket instanceof TLSSocket)) return undefined
  const { valid_to, subjectaltname, subject, issuer, fingerprint256 } = socket.getPeerCertificate()
  const nameOf = (field: string | string[] | undefined) => String(field ?? 'no name')
  return {
    expires: Date.parse(valid_to),
    names: subjectaltname ?? nameOf(subject?.CN),
    issuer: nameOf(issuer?.O ?? issuer?.CN),
    fingerprint: fingerprint256,
  }
}
