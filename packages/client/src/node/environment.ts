import { readFileSync } from 'node:fs'
import { HubConfigError } from '../errors.ts'
import type { TlsOptions } from './options.ts'

/**
 * The certificates that a hub with `internal_ssl` gives to its services and servers. They are read now, as each start of the
 * hub may write them anew.
 *
 * @throws {@link HubConfigError} for a file that cannot be read.
 * @see https://jupyterhub.readthedocs.io/en/stable/explanation/websecurity.html
 */
export function readCertificates(): TlsOptions {
  return {
    key: readNamed('JUPYTERHUB_SSL_KEYFILE'),
    cert: readNamed('JUPYTERHUB_SSL_CERTFILE'),
    ca: readNamed('JUPYTERHUB_SSL_CLIENT_CA'),
  }
}

function readNamed(variable: string): string | undefined {
  const path = process.env[variable]
  if (!path) return undefined
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new HubConfigError(`${variable}: ${(error as Error).message}`)
  }
}
