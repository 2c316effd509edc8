import type { IncomingMessage, ServerResponse } from 'node:http'
import { PassThrough } from 'node:stream'
import type { Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { finished, pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { resetAfterWrites, writeUntil } from './cut-answer.ts'
import type { CutPoint, Fault } from './faults.ts'
import { answerAsNginx } from './nginx-page.ts'
import { passOn } from './pass-on.ts'

/** A request that came to the proxy, and what became of it. */
export interface Exchange {
  readonly method: string
  /** Path and query, as they were sent. */
  readonly path: string
  /** What the hub answered, whatever the client got; undefined while it has not, or if it was not asked. */
  readonly status: number | undefined
  /** The fault that struck; undefined while the request has not come whole, too. */
  readonly fault: Fault | undefined
  /** How many times the request was passed on to the hub. */
  readonly forwarded: 0 | 1
  /** Whether it is over: nothing more is passed on, to either side. */
  readonly over: boolean
}

/** What it takes to carry out an exchange. */
export interface Parties {
  /** Base URL of the hub. */
  readonly target: URL
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The fault that strikes the request, once it has come whole. */
  readonly strike: () => Fault | undefined
}

type Draft = { -readonly [Key in keyof Exchange]: Exchange[Key] }

/** Sees a request through to its end, and what is known of it at any time in between. */
export function startExchange(parties: Parties): Exchange {
  const { method = '', url: path = '' } = parties.request
  const nothingYet = { status: undefined, fault: undefined, forwarded: 0, over: false } as const
  const draft: Draft = { method, path, ...nothingYet }
  void carryOut(parties, draft)
  return draft
}

async function carryOut(parties: Parties, draft: Draft): Promise<void> {
  const { socket } = parties.request
  const ended = new AbortController()
  const end = (): void => ended.abort()
  socket.once('close', end)
  try {
    const body = await buffer(parties.request)
    // A request behind one whose answer was cut, on the same connection.
    if (socket.writableEnded) return
    draft.fault = parties.strike()
    await answer(parties, draft, body, ended.signal)
  } catch {
    // The client has gone, or the hub has broken off: then the client is to see that.
    socket.resetAndDestroy()
  } finally {
    socket.off('close', end)
    // A stream that was cut goes on at the hub otherwise.
    end()
    draft.over = true
  }
}

async function answer(
  { target, request, response }: Parties,
  draft: Draft,
  body: Buffer,
  signal: AbortSignal,
): Promise<void> {
  const { socket } = request
  const { fault } = draft
  const pass = async (raw?: Writable): Promise<IncomingMessage> => {
    const onSent = (): void => {
      draft.forwarded = 1
    }
    const hub = await passOn({ target, request, body, signal, onSent, ...(raw && { raw }) })
    draft.status = hub.statusCode
    return hub
  }
  switch (fault?.kind) {
    case undefined:
      return give(await pass(), response)
    case 'delay':
      await sleep(fault.ms, undefined, { signal })
      return give(await pass(), response)
    case 'delay-answer': {
      const hub = await pass()
      await sleep(fault.ms, undefined, { signal })
      return give(hub, response)
    }
    case 'refuse':
      socket.resetAndDestroy()
      return
    case 'drop-answer':
      await buffer(await pass())
      socket.destroySoon()
      return
    case 'cut':
      await giveUntil(fault.at, pass, request)
      socket.destroySoon()
      return
    case 'reset':
      await giveUntil(fault.at, pass, request)
      return resetAfterWrites(socket)
    case 'page':
      if (fault.forwarded) await buffer(await pass())
      answerAsNginx(request, response, fault.status)
      return
    case 'buffer': {
      const hub = await pass()
      const whole = await buffer(hub)
      startAnswer(hub, response).end(whole)
      return
    }
  }
}

function startAnswer(hub: IncomingMessage, response: ServerResponse): ServerResponse {
  response.sendDate = false
  return response.writeHead(hub.statusCode ?? 0, hub.statusMessage, hub.rawHeaders)
}

async function give(hub: IncomingMessage, response: ServerResponse): Promise<void> {
  // The head of a stream is not to wait for its first event; `flushHeaders` would send it as UTF-8, which it is not.
  startAnswer(hub, response).write(Buffer.alloc(0))
  await pipeline(hub, response)
}

async function giveUntil(
  at: CutPoint,
  pass: (raw: Writable) => Promise<IncomingMessage>,
  { socket }: IncomingMessage,
): Promise<void> {
  const raw = new PassThrough()
  const hub = await pass(raw)
  // What is given are the raw bytes; this only tells where they end.
  finished(hub.resume()).then(
    () => raw.end(),
    (error: Error) => raw.destroy(error),
  )
  await writeUntil(at, raw, socket)
}
