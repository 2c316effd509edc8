import { connect } from 'node:tls'
import { fault } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import { certificateOf } from '../send.ts'
import type { Certificate, Way } from '../send.ts'
import { around, nameOf } from './forward-proxy.ts'
import type { ForwardProxy } from './forward-proxy.ts'
import { peerOf } from './tunnel.ts'

const patienceMs = 3000

/** Certificates of a host that is reached through a proxy. */
export interface Interception {
  readonly proxy: ForwardProxy
  readonly origin: string
  readonly shown: Certificate | undefined
  /** What the host itself shows; nothing if it is not reached without the proxy. */
  readonly direct: Certificate | undefined
}

/** What is to be said of a certificate whose authority is not trusted, where a proxy may have put it in the place of the hub's. */
export function judgeInterception(
  verdict: Verdict,
  { proxy, origin, shown, direct }: Interception,
): Verdict {
  const issuer = shown?.issuer ?? 'no name'
  if (direct !== undefined && direct.fingerprint === shown?.fingerprint) return verdict
  const trust = `Have NODE_EXTRA_CA_CERTS name a file with the certificate of the authority "${issuer}"`
  if (direct === undefined) {
    return {
      ...verdict,
      says: `${verdict.says} It may be that ${nameOf(proxy)} looks into TLS, and has put it in place of the hub's.`,
      remedy: `If "${issuer}" is the authority of that proxy: ${trust}. Else: ${verdict.remedy}`,
    }
  }
  const seen = `${verdict.evidence}; without the proxy: another, by ${direct.issuer}`
  if (direct.issuer === shown?.issuer) {
    return {
      ...verdict,
      says: `${verdict.says} Without ${nameOf(proxy)} another one of that authority is shown: it may be that the proxy gets to another front end, or that it looks into TLS.`,
      evidence: seen,
    }
  }
  return fault(
    `The certificate is not the hub's: ${nameOf(proxy)} looks into TLS, and puts in its own, which this machine does not trust.`,
    seen,
    `${trust}; or ${around(origin)}`,
  )
}

/** What a host shows to who asks it directly. Nothing is sent to it. */
export function certificateWithout({ origin, signal }: Way): Promise<Certificate | undefined> {
  const port = Number(new URL(origin).port || 443)
  return new Promise((resolve) => {
    const socket = connect({ port, rejectUnauthorized: false, ...peerOf(origin) })
    const end = (certificate?: Certificate): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      socket.destroy()
      resolve(certificate)
    }
    const onAbort = (): void => end()
    const timer = setTimeout(onAbort, patienceMs)
    signal.addEventListener('abort', onAbort)
    socket.once('secureConnect', () => end(certificateOf(socket)))
    socket.on('error', () => end())
  })
}
