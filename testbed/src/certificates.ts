import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Run } from './run.ts'

/** What a client of a hub with `internal_ssl` shows and trusts, as PEM. */
export interface Certificates {
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/** Reads the hub's own pair, and what it trusts: services get theirs from the same authorities. */
export async function readCertificates(run: Run): Promise<Certificates> {
  const read = (name: string) => readFile(file(run, name), 'utf8')
  return {
    ca: await read('hub-ca_trust.crt'),
    cert: await read('hub-internal/hub-internal.crt'),
    key: await read('hub-internal/hub-internal.key'),
  }
}

/** How the proxy is told of its certificates, as the hub does where it starts the proxy. */
export function proxyCertificateArgs(run: Run): string[] {
  return [...partArgs(run, 'api'), ...partArgs(run, 'client')]
}

function partArgs(run: Run, part: 'api' | 'client'): string[] {
  const name = `proxy-${part}`
  return [
    ...[`--${part}-ssl-key`, file(run, `${name}/${name}.key`)],
    ...[`--${part}-ssl-cert`, file(run, `${name}/${name}.crt`)],
    ...[`--${part}-ssl-ca`, file(run, `${name}-ca_trust.crt`)],
    ...[`--${part}-ssl-request-cert`, `--${part}-ssl-reject-unauthorized`],
  ]
}

const file = (run: Run, name: string): string => join(run.dir, 'internal-ssl', name)
