import { fault, ok, skipped, warning } from '../finding.ts'
import type { Verdict } from '../finding.ts'
import type { Certificate } from '../send.ts'

const dayMs = 86_400_000
const fewDays = 14

const faults: Readonly<Record<string, readonly [says: string, remedy: string]>> = {
  CERT_HAS_EXPIRED: [
    'The certificate has expired.',
    'Renew it, and have the proxy load it: nginx -s reload',
  ],
  CERT_NOT_YET_VALID: [
    'The certificate is not valid yet.',
    'Look at the clock of this machine, and at when the certificate begins.',
  ],
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    'The certificate is self-signed: nobody trusts it.',
    'Get one from a public authority; or have NODE_EXTRA_CA_CERTS name a file with it.',
  ],
  SELF_SIGNED_CERT_IN_CHAIN: [
    'The certificate is from an authority that this machine does not trust.',
    'Have NODE_EXTRA_CA_CERTS name a file with the certificate of that authority.',
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    'The certificate comes without those between it and its authority.',
    'Have ssl_certificate name a file with the whole chain (fullchain.pem).',
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'The certificate is for another host.',
    'Get one for this name, or use the name that it is for.',
  ],
}
const others: Readonly<Record<string, string>> = {
  UNABLE_TO_GET_ISSUER_CERT: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
}

/** Whether an error is about a certificate: then something answers. */
export const isAboutCertificate = ({ code = '' }: NodeJS.ErrnoException): boolean =>
  code in faults || code in others || /^CERT_|_CERT/.test(code)

/** Whether it is its authority that is not trusted. */
export const isAboutAuthority = (error: NodeJS.ErrnoException | undefined): boolean =>
  /SELF_SIGNED|ISSUER|VERIFY_LEAF/.test(error?.code ?? '')

/** What is known of a certificate. */
export interface CertificateEvidence {
  readonly url: URL
  /** Why it is not trusted. */
  readonly distrust: NodeJS.ErrnoException | undefined
  readonly certificate: Certificate | undefined
}

/** Judges whether clients trust the host. */
export function judgeCertificate(
  { url, distrust, certificate }: CertificateEvidence,
  now: number,
): Verdict {
  if (url.protocol === 'http:') return judgePlain(url.hostname)
  const shown =
    certificate === undefined
      ? 'no certificate'
      : `for ${certificate.names}, by ${certificate.issuer}, until ${dayOf(certificate.expires)}`
  if (distrust !== undefined) {
    const { code = '', message } = distrust
    const [says, remedy] = faults[others[code] ?? code] ?? [
      `The certificate is not trusted: ${message}.`,
      'Get one from a public authority.',
    ]
    return fault(says, `${code}; ${shown}`, remedy)
  }
  if (certificate === undefined) return skipped('The host showed no certificate.')
  const days = Math.floor((certificate.expires - now) / dayMs)
  return days < fewDays
    ? warning(`The certificate expires in ${days} days.`, shown, 'Renew it.')
    : ok(`The certificate is trusted, for ${days} more days.`, shown)
}

function judgePlain(host: string): Verdict {
  if (/^(localhost|127\..*|\[::1\])$/.test(host))
    return skipped('The hub is on this machine, without TLS.')
  return warning(
    'Passwords and tokens cross the network unprotected.',
    'the address begins with http://',
    'Have the proxy speak TLS: listen 443 ssl;',
  )
}

const dayOf = (time: number): string =>
  Number.isNaN(time) ? 'unknown' : new Date(time).toISOString().slice(0, 10)
