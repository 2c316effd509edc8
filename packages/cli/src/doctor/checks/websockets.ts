import { fault, ok, skipped } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Check } from '../subject.ts'
import { isOwnProxy, statusOfTooMuch } from '../too-much.ts'

/** How requests were answered. */
export interface WebsocketEvidence {
  /** To more headers than the hub's own proxy takes: it is told apart by that. */
  readonly tooMuch: number
  /** To an upgrade to a protocol that does not exist, on which the hub's own proxy hangs up; nothing if somebody did. */
  readonly upgrade: number | undefined
}

/** Judges whether upgrades get to the hub's own proxy: kernels and terminals talk by them. */
export function judgeWebsockets({ tooMuch, upgrade }: WebsocketEvidence): Verdict {
  const seen = `GET with an upgrade that does not exist: ${upgrade ?? 'hung up'}`
  if (upgrade === undefined || upgrade === 502) return ok('WebSockets get to the hub.', seen)
  if (!isOwnProxy(tooMuch)) {
    return skipped(`Cannot be told: behind this is not configurable-http-proxy (${seen}).`)
  }
  return fault(
    'WebSockets do not get to the hub: no kernel answers, no terminal opens.',
    `${seen}, as if none had been asked for`,
    'proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";',
  )
}

/** Whether upgrades of connections get through. */
export const websockets: Check = {
  name: 'websockets',
  async run(subject) {
    const { api, send, way } = subject
    const headers = { connection: 'Upgrade', upgrade: 'jhub-doctor' }
    const upgrade = await send({ path: `${api}/`, headers }).then(
      ({ status }) => status,
      () => way.signal.throwIfAborted(),
    )
    return judgeWebsockets({
      tooMuch: await statusOfTooMuch(subject),
      upgrade: upgrade ?? undefined,
    })
  },
}
