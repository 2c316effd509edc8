import { X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import type { SecureContext } from 'node:tls'
import { HubConfigError } from '../errors.ts'
import type { Pem, TlsOptions } from './options.ts'

/**
 * Makes of the options what every connection uses, once: it is not read anew for each.
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
    return createSecureContext({
      ca: authorities?.map(checkCertificate),
      cert: cert && bytesOf(cert),
      key: key && bytesOf(key),
      passphrase,
    })
  } catch (error) {
    throw new HubConfigError(`ca, cert or key cannot be used: ${(error as Error).message}`)
  }
}

/** Node passes over those that it cannot read, and then trusts nobody. */
function checkCertificate(bytes: Buffer): Buffer {
  void new X509Certificate(bytes)
  return bytes
}

const bytesOf = (pem: Pem): Buffer => Buffer.from(pem as Uint8Array)
