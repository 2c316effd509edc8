import { request as overHttp } from 'node:http'
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { request as overTls } from 'node:https'
import { TLSSocket } from 'node:tls'
import type { Certificates } from '../http/certificates.ts'

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
  /** Shown, and trusted, in place of what this machine trusts. */
  readonly certificates?: Certificates | undefined
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** Sends a request. Rejects with the error of the system if nothing comes back. */
export type Send = (ask: Ask) => Promise<Answer>

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

/** Sends a request, and gives its answer as soon as it begins. */
export async function open(
  way: Way,
  { method = 'GET', path, headers = {}, body }: Ask,
): Promise<{ request: ClientRequest; response: IncomingMessage }> {
  const { origin, timeoutMs, signal } = way
  const begin = origin.startsWith('https:') ? overTls : overHttp
  const options = { method, headers, signal, agent: false, ...tlsOf(way) }
  return new Promise((resolve, reject) => {
    const request = begin(new URL(origin), { ...options, path })
    const timer = setTimeout(() => request.destroy(timedOut(timeoutMs)), timeoutMs)
    request.once('error', reject)
    request.once('close', () => {
      clearTimeout(timer)
      reject(new Error('the connection was closed without an answer'))
    })
    request.once('response', (response) => {
      response.on('error', () => {})
      resolve({ request, response })
    })
    request.end(body)
  })
}

const tlsOf = ({ strict, certificates: { ca, cert, key } = {} }: Way) => ({
  rejectUnauthorized: strict,
  ...(ca && { ca }),
  ...(cert && { cert }),
  ...(key && { key }),
})

const timedOut = (ms: number): Error =>
  Object.assign(new Error(`no answer within ${ms / 1000} s`), { code: 'ETIMEDOUT' })

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

function certificateOf(socket: IncomingMessage['socket']): Certificate | undefined {
  if (!(socket instanceof TLSSocket)) return undefined
  const { valid_to, subjectaltname, subject, issuer } = socket.getPeerCertificate()
  const nameOf = (field: string | string[] | undefined) => String(field ?? 'no name')
  return {
    expires: Date.parse(valid_to),
    names: subjectaltname ?? nameOf(subject?.CN),
    issuer: nameOf(issuer?.O ?? issuer?.CN),
  }
}
