import { Agent, request as requestByHttp } from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import type { HttpTransport, WireRequest } from 'jupyterhub-client'
import { replyOf } from './reply.ts'

/** Less than the 5 s after which proxies close idle connections, so that none is used that is about to go. */
const idleMs = 4000

type Send = (url: string, options: RequestOptions, onHead: (head: IncomingMessage) => void) => Sent
type Sent = ReturnType<typeof requestByHttp>

/**
 * Sends requests by `node:http`: the first use of `fetch` takes Node longer than all else that a command does (0.2 s of a busy 2-core
 * machine's time, against 0.02 s; Node 20.20.2, 2026-11-28). Where middleware wants a `Response`, it is `fetch` after all.
 */
export function plainTransport(): HttpTransport {
  const byHttp = senderBy(requestByHttp, Agent)
  let byHttps: Promise<Send> | undefined
  const senderFor = (url: string): Send | Promise<Send> => {
    if (!url.startsWith('https:')) return byHttp
    byHttps ??= import('node:https').then(({ request, Agent: Secure }) => senderBy(request, Secure))
    return byHttps
  }
  return {
    fetch: (url, init) => globalThis.fetch(url, init),
    send: async (url, request) => replyOf(await headOf(await senderFor(url), url, request)),
  }
}

function senderBy(request: typeof requestByHttp, Connections: typeof Agent): Send {
  const agent = new Connections({ keepAlive: true, timeout: idleMs })
  return (url, options, onHead) => request(url, { ...options, agent }, onHead)
}

function headOf(
  send: Send,
  url: string,
  { method, headers, body, deadline }: WireRequest,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const all: Record<string, string | number> = { 'accept-encoding': 'gzip', ...headers }
    // Node says by itself how long a body is, but not that of a DELETE.
    if (body !== null) all['content-length'] = Buffer.byteLength(body)
    const sent = send(url, { method, headers: all }, resolve)
    const onAbort = () => void sent.destroy()
    deadline.addEventListener('abort', onAbort)
    sent.once('close', () => deadline.removeEventListener('abort', onAbort))
    sent.on('error', (error) => reject(deadline.aborted ? deadline.reason : oneSentence(error)))
    if (deadline.aborted) sent.destroy()
    else sent.end(body ?? undefined)
  })
}

/** Where each of a host's addresses failed, the error says nothing itself; what TLS says spans lines. */
function oneSentence(error: Error & { errors?: readonly Error[] }): Error {
  const sentence = error.message || (error.errors ?? []).map(({ message }) => message).join(', ')
  return new Error(sentence.trim().replace(/\s*\n\s*/g, ' '), { cause: error })
}
