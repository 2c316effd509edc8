import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'

const run = promisify(execFile)

/** A certificate and its key, as `ssl_certificate` and `ssl_certificate_key` of nginx. */
export type Pair = readonly [certificate: string, key: string]

/** Files with certificates, each wrong in its way but one. */
export interface CertificateFiles {
  /** The authority of all that are not self-signed: for `NODE_EXTRA_CA_CERTS`. */
  readonly authority: string
  readonly good: Pair
  readonly expired: Pair
  readonly otherHost: Pair
  readonly selfSigned: Pair
}

/** Makes certificates for `localhost`, which are removed after the test. */
export async function makeCertificates(): Promise<CertificateFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'jupyterhub-certificates-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => run('openssl', args)
  const key = async (name: string): Promise<string> => {
    await openssl(
      ...['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
      ...['-out', file(`${name}.key`)],
    )
    return file(`${name}.key`)
  }
  const selfSign = async (name: string, subject: string): Promise<Pair> => {
    const [pem, own] = [file(`${name}.pem`), await key(name)]
    await openssl(
      ...['req', '-x509', '-key', own, '-out', pem, '-days', '30', '-subj', `/CN=${subject}`],
      ...['-addext', `subjectAltName=DNS:${subject}`],
    )
    return [pem, own]
  }
  const [authority, authorityKey] = await selfSign('authority', 'trial')
  const sign = async (name: string, host: string, days: number): Promise<Pair> => {
    const [pem, own] = [file(`${name}.pem`), await key(name)]
    await openssl('req', '-new', '-key', own, '-out', file(`${name}.csr`), '-subj', `/CN=${host}`)
    await writeFile(file(`${name}.ext`), `subjectAltName=DNS:${host}\n`)
    await openssl(
      ...['x509', '-req', '-in', file(`${name}.csr`), '-out', pem, '-days', String(days)],
      ...['-CA', authority, '-CAkey', authorityKey, '-CAcreateserial'],
      ...['-extfile', file(`${name}.ext`)],
    )
    return [pem, own]
  }
  return {
    authority,
    good: await sign('good', 'localhost', 30),
    expired: await sign('expired', 'localhost', -1),
    otherHost: await sign('other-host', 'hub.example.org', 30),
    selfSigned: await selfSign('self-signed', 'localhost'),
  }
}
