import type { Faults } from './faults/faults.ts'
import { suffer } from './faults/suffer.ts'
import { untilAborted } from './http/aborts.ts'
import { Incoming } from './http/incoming.ts'
import type { Hub } from './hub.ts'
import type { LoggedRequest } from './log/logged-request.ts'
import { logged } from './log/log-request.ts'
import { Misunderstood } from './log/misunderstood-error.ts'
import { explain, isMisunderstood } from './log/misunderstood.ts'
import { takesOptions } from './http/dispatch.ts'
import { json } from './http/reply.ts'
import { respond } from './http/respond.ts'
import { isApiPath } from './http/route.ts'
import { routesOf, tableFor } from './routes.ts'

/** Answers a request, unless a signal says first that nobody waits for it: its own unless given. */
export type Serve = (request: Request, signal?: AbortSignal) => Promise<Response>

/** What a hub is served with. */
export interface Service {
  readonly answer: (incoming: Incoming) => Promise<Response>
  readonly faults: Faults
  /** Remembers a request. */
  readonly remember: (request: LoggedRequest) => void
  /** Whether requests that are not understood are told so. */
  readonly strict: boolean
}

/** Lets a hub answer, but for what goes wrong, and remembers what it was asked. */
export function makeServe(hub: Hub, service: Service): Serve {
  const answer = async (request: Request, signal: AbortSignal): Promise<Response> => {
    const body = new Uint8Array(await request.arrayBuffer())
    signal.throwIfAborted()
    const { strict } = service
    return answerOne(hub, service, new Incoming({ request, body, signal, strict }))
  }
  return async (request, signal = request.signal) => {
    signal.throwIfAborted()
    return untilAborted(signal, answer(request, signal))
  }
}

async function answerOne(hub: Hub, service: Service, incoming: Incoming): Promise<Response> {
  const { remember, strict } = service
  const start = hub.clock.now()
  const note = (status: number | null): LoggedRequest =>
    logged(incoming, status, hub.clock.now() - start)
  const refused = (entry: LoggedRequest): Response => {
    remember({ ...entry, status: 501 })
    return refuse(hub, incoming, entry)
  }
  try {
    const response = await throughFaults(hub, service, incoming)
    const entry = note(response.status)
    if (strict && isMisunderstood(entry)) return refused(entry)
    remember(entry)
    return response
  } catch (error) {
    if (error instanceof Misunderstood) return refused({ ...note(501), unread: incoming.known })
    remember(note(null))
    throw error
  }
}

async function throughFaults(
  hub: Hub,
  { answer, faults }: Service,
  incoming: Incoming,
): Promise<Response> {
  const { method } = incoming.request
  const path = incoming.url.pathname.slice(hub.baseUrl.length - 1)
  const trouble = faults.take(method, path)
  if (trouble === undefined) return answer(incoming)
  let isAsked = false
  const go = (): Promise<Response> => {
    isAsked = true
    return answer(incoming)
  }
  try {
    return await suffer(hub, incoming, go, trouble)
  } finally {
    if (!isAsked) noteUnseen(hub, incoming, path)
  }
}

/** What the hub has not seen it cannot have passed over; that it has something there, it need not see. */
function noteUnseen({ traits }: Hub, incoming: Incoming, path: string): void {
  const { method } = incoming.request
  const found = tableFor(traits)(path)
  incoming.known =
    path.startsWith('/user/') ||
    found?.routes.has(method) === true ||
    takesOptions(found, path, method)
  incoming.bodyRead = true
}

function refuse(hub: Hub, { request, url }: Incoming, entry: LoggedRequest): Response {
  const message = explain([entry], hub.version, routesOf(hub.traits), hub.baseUrl)
  const path = url.pathname.slice(hub.baseUrl.length - 1)
  const asked = { request, path, api: isApiPath(path) }
  return respond(hub, asked, json({ status: 501, message }, { status: 501 }))
}
