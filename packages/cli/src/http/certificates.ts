import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { usageError } from '../errors/cli-error.ts'
import { messageOf } from '../errors/message-of.ts'
import { systemTrouble } from '../errors/system-trouble.ts'

/** What is shown to a hub, and the authority that is trusted in place of those that this machine knows, as PEM. */
export interface Certificates {
  readonly key?: string | undefined
  readonly cert?: string | undefined
  readonly ca?: string | undefined
}

/** Where that is kept for a hub with `internal_ssl`. */
export interface CertificateFiles {
  readonly key: CertificateFile
  readonly cert: CertificateFile
  readonly ca: CertificateFile
}

interface CertificateFile {
  /** Nothing where none is named. */
  readonly path: string | undefined
  /** What names it, for an error. */
  readonly namedBy: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * What a hub with `internal_ssl` gives to its services and servers, by their environment.
 *
 * @returns `undefined` where there is none, and for another hub than that of the environment: it gets to see nothing of it.
 */
export function filesOfEnvironment(url: string, env: Environment): CertificateFiles | undefined {
  const own = originOf(env['JUPYTERHUB_API_URL'] ?? '')
  if (!own?.startsWith('https:') || own !== originOf(url)) return undefined
  const named = (namedBy: string) => ({ path: env[namedBy] || undefined, namedBy })
  const files = {
    key: named('JUPYTERHUB_SSL_KEYFILE'),
    cert: named('JUPYTERHUB_SSL_CERTFILE'),
    ca: named('JUPYTERHUB_SSL_CLIENT_CA'),
  }
  return Object.values(files).some(({ path }) => path !== undefined) ? files : undefined
}

/**
 * The hub's own, where it keeps them.
 *
 * @param folder - Its `internal_certs_location`.
 * @param namedBy - What names it, for an error.
 */
export function filesIn(folder: string, namedBy: string): CertificateFiles {
  const file = (name: string) => ({ path: join(folder, name), namedBy })
  return {
    key: file('hub-internal/hub-internal.key'),
    cert: file('hub-internal/hub-internal.crt'),
    ca: file('hub-ca/hub-ca.crt'),
  }
}

/**
 * What a hub's services and servers show to it, and trust, by their environment.
 *
 * @returns `undefined` where there is none.
 * @throws {@link CliError} for a file that cannot be read.
 */
export async function certificatesOfEnvironment(
  url: string,
  env: Environment,
): Promise<Certificates | undefined> {
  const files = filesOfEnvironment(url, env)
  return files && readCertificates(files)
}

/**
 * Reads them now, as each start of the hub may write them anew.
 *
 * @throws {@link CliError} for one that cannot be read.
 */
export async function readCertificates({ key, cert, ca }: CertificateFiles): Promise<Certificates> {
  // One after the other: of several that cannot be read, the same one is named each time.
  return { key: await readOne(key), cert: await readOne(cert), ca: await readOne(ca) }
}

const originOf = (url: string): string | undefined =>
  URL.canParse(url) ? new URL(url).origin : undefined

async function readOne({ path, namedBy }: CertificateFile): Promise<string | undefined> {
  if (path === undefined) return undefined
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw usageError(
      `${namedBy}: ${path} cannot be read: ${systemTrouble(error) ?? messageOf(error)}`,
    )
  }
}
