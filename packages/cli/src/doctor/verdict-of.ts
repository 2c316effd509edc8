import { fault } from './finding.ts'
import type { Verdict } from './finding.ts'
import { blame } from './proxy/blame.ts'
import { around, nameOf, ProxyFailure } from './proxy/forward-proxy.ts'
import { isTunnel } from './send.ts'
import type { Check, Subject } from './subject.ts'

/** What a check comes to and, where a proxy that could read along leads to the hub, whether it is that which does what is found. */
export async function verdictOf(check: Check, subject: Subject): Promise<Verdict> {
  const { way, sendBy } = subject
  const { proxy, origin } = way
  if (proxy === undefined || isTunnel(way)) return tried(check, subject)
  const tunnelWay = { ...way, tunnels: true }
  const tunnelled = { ...subject, way: tunnelWay, send: sendBy(tunnelWay) }
  if (check.byTunnel === true) {
    const found = await triedOrRefused(check, tunnelled)
    if (!(found instanceof Error)) return found
    return fault(
      `It cannot be looked at: browsers have tunnels opened for ${check.name}, and ${nameOf(proxy)} opens none, so that no kernel answers.`,
      found.message,
      `Have it allow CONNECT to that port; or ${around(origin)}`,
    )
  }
  const verdict = await tried(check, subject)
  if (verdict.status === 'ok' || verdict.status === 'skipped') return verdict
  return blame(verdict, await triedOrRefused(check, tunnelled), proxy, origin)
}

async function tried({ run }: Check, subject: Subject): Promise<Verdict> {
  try {
    return await run(subject)
  } catch (error) {
    return failedCheck(error, subject)
  }
}

/** The same, or why the proxy opens no tunnel. */
async function triedOrRefused({ run }: Check, subject: Subject): Promise<Verdict | ProxyFailure> {
  try {
    return await run(subject)
  } catch (error) {
    return error instanceof ProxyFailure ? error : failedCheck(error, subject)
  }
}

function failedCheck(error: unknown, { way }: Subject): Verdict {
  way.signal.throwIfAborted()
  const { code = 'error', message } = Object(error) as NodeJS.ErrnoException
  return fault(
    'The check could not be ended.',
    `${code}: ${message}`,
    'The logs of the proxy and of the hub say more.',
  )
}
