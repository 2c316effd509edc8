import { fault, ok, warning } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import { around, nameOf, ProxyFailure } from '../proxy/forward-proxy.ts'
import type { ForwardProxy } from '../proxy/forward-proxy.ts'
import { authorityOf } from '../proxy/tunnel.ts'
import { isTunnel } from '../send.ts'
import type { Answer } from '../send.ts'
import { versionIn } from './hub.ts'

/** How a question to the hub went that a proxy was to lead there. */
export interface ProxyEvidence {
  readonly proxy: ForwardProxy
  readonly origin: string
  readonly came: Answer | Error
  /** How the same went through a tunnel, where it had gone without and no hub had answered. */
  readonly tunnelled: Answer | Error | undefined
}

/** Judges whether a proxy leads to the hub. What is at its end is judged by others. */
export function judgeProxy({ proxy, origin, came, tunnelled }: ProxyEvidence): Verdict {
  if (came instanceof ProxyFailure) return judgeFailure(proxy, origin, came)
  const who = capital(nameOf(proxy))
  if (came instanceof Error) return ok(`${who} can be reached.`)
  const seen = `GET ${origin}: ${came.status}, server: ${String(came.headers['server'] ?? 'unnamed')}`
  // In a tunnel, nobody but what is at its end answers.
  if (came.status === 407 && !isTunnel({ origin, proxy })) return judgePassword(proxy, seen)
  if (tunnelled === undefined) return ok(`${who} leads to the hub.`, seen)
  const both = `${seen}; through a tunnel: ${wordsOf(tunnelled)}`
  if (!(tunnelled instanceof Error)) {
    return versionIn(tunnelled) === undefined
      ? ok(`${who} leads to what is there.`, both)
      : fault(
          `${who} answers in place of the hub.`,
          both,
          `Have it let requests to ${origin} through; or ${around(origin)}`,
        )
  }
  if (isLost(came.status) && isLost(Number(Object(tunnelled).status))) {
    return judgeFailure(proxy, origin, tunnelled as ProxyFailure)
  }
  return warning(
    `Whether it is ${nameOf(proxy)} that answers, or what is behind it, cannot be told.`,
    both,
    `If the hub is well, have the proxy let requests to ${origin} through; or ${around(origin)}`,
  )
}

function judgeFailure(proxy: ForwardProxy, origin: string, failure: ProxyFailure): Verdict {
  const { code, status, message } = failure
  const host = authorityOf(origin)
  const who = capital(nameOf(proxy))
  if (status === 407) return judgePassword(proxy, message)
  if (status !== undefined) {
    return isLost(status)
      ? fault(
          `${who} does not get to ${host}.`,
          message,
          `Is the hub up, and does the proxy know the name? Else ${around(origin)}`,
        )
      : fault(
          `${who} lets nobody through to ${host}.`,
          message,
          `Have it allow CONNECT to ${host}; or ${around(origin)}`,
        )
  }
  const says = faults[code ?? ''] ?? 'cannot be reached'
  const remedy = `Does ${proxy.variable} name the right host and port, and is the proxy running? Else ${around(origin)}`
  return fault(`${who} ${says}.`, `${code}: ${message}`, remedy)
}

const faults: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'is not there: nothing listens',
  ENOTFOUND: 'is not there: no host has that name',
  EAI_AGAIN: 'cannot be looked up now',
  ETIMEDOUT: 'does not answer in time',
  ECONNRESET: 'ends the connection',
}

const judgePassword = (proxy: ForwardProxy, seen: string): Verdict =>
  fault(
    `${capital(nameOf(proxy))} ${proxy.authorization === undefined ? 'wants a name and a password' : 'does not take the name and the password'}.`,
    seen,
    `${proxy.variable}=${proxy.place.protocol}//NAME:PASSWORD@${proxy.place.host}, with special characters percent-encoded`,
  )

/** Statuses of a proxy that does not get to where it is to lead: 502 to 504, and 500 of tinyproxy; 501 is one that has no tunnels. */
const isLost = (status: number): boolean => status >= 500 && status !== 501

const wordsOf = (came: Answer | Error): string =>
  came instanceof Error ? came.message : String(came.status)

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
