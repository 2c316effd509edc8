import { fault, ok, skipped, warning } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import { ProxyFailure } from '../proxy/forward-proxy.ts'
import type { Answer, Ask } from '../send.ts'
import type { Check, Subject } from '../subject.ts'
import { isOwnProxy, statusOfTooMuch } from '../too-much.ts'

/** How handshakes were answered on a path of a kernel; nothing where somebody hung up. */
export interface WebsocketEvidence {
  /** To the handshake of a browser, of a kernel that does not exist. */
  readonly handshake: number | undefined
  /** To the same as HEAD, on which the hub's own proxy hangs up, if the upgrade gets to it. */
  readonly headless: number | undefined
  /** Who says that the answer to that is theirs. */
  readonly server: string
  /** To more headers than the hub's own proxy takes: it is told apart by that. */
  readonly tooMuch: number
}

/** Judges whether upgrades get to the hub's own proxy: kernels and terminals talk by them. */
export function judgeWebsockets(evidence: WebsocketEvidence): Verdict {
  const { handshake, headless, server, tooMuch } = evidence
  const of = (status: number | undefined) => status ?? 'hung up'
  const seen = `a handshake of a kernel: ${of(handshake)}; the same as HEAD: ${of(headless)}`
  const isAnswered = handshake !== undefined && handshake < 500
  if (isAnswered && hungUp(headless)) return ok('WebSockets get to the hub.', seen)
  if (!isOwnProxy(tooMuch)) {
    return skipped(`Cannot be told: behind this is not configurable-http-proxy (${seen}).`)
  }
  if (!isAnswered || headless === undefined || headless >= 500) {
    return skipped(`Cannot be told: no answer shows it (${seen}).`)
  }
  // It does with HEAD what it does with GET. Others may pass upgrades of GET alone.
  return /nginx/i.test(server)
    ? fault(
        'WebSockets do not get to the hub: no kernel answers, no terminal opens.',
        `${seen}, as if no upgrade had been asked for`,
        remedy,
      )
    : warning(
        'Whether WebSockets get to the hub could not be told for sure; it does not look so.',
        `${seen}, as if no upgrade had been asked for; server: ${server || 'unnamed'}`,
        `If no kernel answers, have the proxy pass upgrades; for nginx: ${remedy}`,
      )
}

const remedy =
  'proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";'

/** A proxy before it says 502 then. */
const hungUp = (status: number | undefined): boolean => status === undefined || status === 502

/** The handshake of the protocol's own example. */
const handshakeHeaders = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-version': '13',
}

/** Whether upgrades of connections get through, where proxies may let them through alone: to kernels. */
export const websockets: Check = {
  name: 'websockets',
  byTunnel: true,
  async run(subject) {
    const path = `${subject.base}user/jhub-doctor/api/kernels/jhub-doctor/channels`
    const ask = { path, headers: handshakeHeaders }
    const handshake = await answerTo(subject, ask)
    const headless = await answerTo(subject, { ...ask, method: 'HEAD' })
    return judgeWebsockets({
      handshake: handshake?.status,
      headless: headless?.status,
      server: String(headless?.headers['server'] ?? ''),
      tooMuch: await statusOfTooMuch(subject),
    })
  },
}

/** Nothing if somebody hung up. */
async function answerTo({ send, way }: Subject, ask: Ask): Promise<Answer | undefined> {
  try {
    return await send(ask)
  } catch (error) {
    way.signal.throwIfAborted()
    if (error instanceof ProxyFailure) throw error
    // Who is slow has not hung up.
    if ((error as NodeJS.ErrnoException).code === 'ETIMEDOUT') throw error
    return undefined
  }
}
