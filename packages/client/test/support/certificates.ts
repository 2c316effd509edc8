import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A certificate and its key, as PEM. */
interface Pair {
  readonly cert: string
  readonly key: string
}

/** An authority of the tests' own, and what it vouches for. */
export interface Certificates {
  readonly ca: string
  /** For `127.0.0.1` and `localhost`. */
  readonly server: Pair
  /** For another host. */
  readonly elsewhere: Pair
  readonly client: Pair
}

/**
 * Makes them by `openssl`, good for a day.
 *
 * @param authority - What the authority is called.
 */
export function makeCertificates(authority = 'test-ca'): Certificates {
  const dir = mkdtempSync(join(tmpdir(), 'jupyterhub-client-tls-'))
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] })
  const keyOptions = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const read = (name: string) => readFileSync(join(dir, name), 'utf8')
  const issue = (name: string, extensions: string): Pair => {
    writeFileSync(join(dir, `${name}.ext`), extensions)
    const request = ['-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`]
    openssl('req', ...keyOptions, ...request)
    const sign = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '1']
    const files = ['-in', `${name}.csr`, '-out', `${name}.pem`, '-extfile', `${name}.ext`]
    openssl('x509', '-req', ...sign, ...files)
    return { cert: read(`${name}.pem`), key: read(`${name}.key`) }
  }
  try {
    const ca = [
      '-x509',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-days',
      '1',
      '-subj',
      `/CN=${authority}`,
    ]
    openssl('req', ...keyOptions, ...ca)
    return {
      ca: read('ca.pem'),
      server: issue('server', 'subjectAltName=IP:127.0.0.1,DNS:localhost\n'),
      elsewhere: issue('elsewhere', 'subjectAltName=DNS:other.example.org\n'),
      client: issue('client', 'extendedKeyUsage=clientAuth\n'),
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
