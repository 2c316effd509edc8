import { faultOf } from '../transport/connection-failure.ts'

const trust = "give the certificate of the hub's authority as `ca`"
const showCertificate = 'the hub may want a client certificate: give `cert` and `key`'

/** What helps, by the code that Node gives. */
const advice: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: trust,
  SELF_SIGNED_CERT_IN_CHAIN: trust,
  UNABLE_TO_GET_ISSUER_CERT: trust,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: trust,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: trust,
  ERR_TLS_CERT_ALTNAME_INVALID: 'use a host name that the certificate is for',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: showCertificate,
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: showCertificate,
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: 'the hub does not trust the client certificate',
  ERR_SSL_WRONG_VERSION_NUMBER: 'what is there may not speak TLS: try http:',
  ENOENT: 'no such socket: the hub may not be running',
  EACCES: 'this user may not write to the socket',
}

/**
 * The same failure in one sentence, with its code and what helps.
 *
 * @param isBare - The connection was to show no certificate, over TLS.
 */
export function connectionError(error: unknown, isBare: boolean): Error {
  const given = Object(error) as NodeError
  const told = given.code === undefined ? Object(given.cause ?? given) : given
  const { code, errors, socket, syscall } = told as NodeError
  // Where each of a host's addresses failed, they stand side by side.
  const sentence = faultOf(told as NodeError) || (errors ?? []).map(faultOf).join(', ')
  // With TLS 1.3, the refusal comes after the handshake, and is lost when the connection ends.
  const isRefused = isBare && code === 'UND_ERR_SOCKET' && socket?.bytesRead === 0
  const help = isRefused ? showCertificate : advice[String(code)]
  // The reason of Node's TLS spans lines.
  const text = [sentence.trim().replace(/\s*\n\s*/g, ' '), ...(help ? [help] : [])].join('; ')
  return Object.assign(new Error(text), { code, syscall, errors })
}

interface NodeError {
  readonly message: string
  readonly library?: string
  readonly reason?: string
  readonly code?: unknown
  readonly cause?: unknown
  readonly syscall?: unknown
  readonly errors?: readonly NodeError[]
  readonly socket?: { readonly bytesRead?: number } | null
}
