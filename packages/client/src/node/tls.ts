import { X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import type { SecureContext } from 'node:tls'
import { HubConfigError } from '../errors.ts'

/** PEM, as text or as the bytes of a file. */
export type Pem = string | Uint8Array

/** What a program shows of itself, and whom it trusts, where the hub speaks TLS. */
export interface TlsOptions {
  /** Certificates of the authorities to trust, in place of those that Node knows. */
  readonly ca?: Pem | readonly Pem[] | undefined
  /** The client's certificate, for a hub that asks for one, as with `internal_ssl`. */
  readonly cert?: Pem | undefined
  /** Private key of {@link TlsOptions.cert}. */
  readonly key?: Pem | undefined
  /** Of the private key, if it is encrypted. */
  readonly passphrase?: string | undefined
}

/**
 * Makes of them what every connection uses, once: to read them anew for each takes longer than the connection.
 *
 * @returns `undefined` for Node's own defaults.
 * @throws {@link HubConfigError} that shows nothing of the key.
 */
export function secureContext({
  ca,
  cert,
  key,
  passphrase,
}: TlsOptions): SecureContext | undefined {
  if (ca === undefined && cert === undefined && key === undefined) return undefined
  if ((cert === undefined) !== (key === undefined)) {
    throw new HubConfigError('a client certificate needs both cert and key')
  }
  const authorities = ca === undefined ? undefined : [ca].flat().map(bytesOf)
  try {
    // Node passes over those that it cannot read, and then trusts nobody.
    for (const bytes of authorities ?? []) new X509Certificate(bytes)
    return createSecureContext({
      ca: authorities,
      cert: cert && bytesOf(cert),
      key: key && bytesOf(key),
      passphrase,
    })
  } catch (error) {
    throw new HubConfigError(`ca, cert or key cannot be used: ${(error as Error).message}`)
  }
}

const bytesOf = (pem: Pem): Buffer => Buffer.from(pem as Uint8Array)
