import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { freePorts } from './ports.ts'

/** Services of every testbed hub; what each may do is in `hub/jupyterhub_config.py`. */
export const serviceNames = [
  'root',
  'lister',
  'reader-ada',
  'nobody',
  'starter',
  'group-staff',
  'metrics',
  'minter-ada',
  'web',
  'web-noconfirm',
] as const

/** Traits of the hub's own classes that a run sets besides: `{ JupyterHub: { concurrent_spawn_limit: 2 } }`. */
export type HubConfig = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** How the hub's own address is reached: a port, a unix socket (hub 6.0), or a port with TLS both ways (`internal_ssl`). */
export type HubBind = 'port' | 'socket' | 'internal-ssl'

/** What `hub/jupyterhub_config.py` reads. */
export interface Run {
  readonly dir: string
  readonly baseUrl: string
  readonly ports: { readonly public: number; readonly hub: number; readonly proxyApi: number }
  readonly hubBind: HubBind
  /** The hub's own address, without path: what stands behind the proxy. */
  readonly hubUrl: string
  readonly proxyApiUrl: string
  readonly realServers: boolean
  readonly config: HubConfig
  readonly lines: string
  readonly serviceTokens: Readonly<Record<string, string>>
  readonly password: string
  readonly proxyToken: string
  readonly cookieSecret: string
  readonly cryptKey: string
  readonly oauthCallback: string
}

/** Draws the secrets and ports of a run. */
export async function newRun(
  dir: string,
  given: Pick<Run, 'baseUrl' | 'hubBind' | 'realServers' | 'config' | 'lines'>,
): Promise<Run> {
  const [publicPort = 0, hub = 0, proxyApi = 0, callback = 0] = await freePorts(4)
  const secret = () => randomBytes(16).toString('hex')
  return {
    dir,
    ...given,
    ports: { public: publicPort, hub, proxyApi },
    hubUrl: hubUrl(given.hubBind, dir, hub),
    proxyApiUrl: `${given.hubBind === 'internal-ssl' ? 'https' : 'http'}://127.0.0.1:${proxyApi}`,
    serviceTokens: Object.fromEntries(serviceNames.map((name) => [name, secret()])),
    password: secret(),
    proxyToken: secret(),
    cookieSecret: randomBytes(32).toString('hex'),
    cryptKey: randomBytes(32).toString('hex'),
    oauthCallback: `http://127.0.0.1:${callback}/callback`,
  }
}

function hubUrl(bind: HubBind, dir: string, port: number): string {
  if (bind === 'socket') return `http+unix://${encodeURIComponent(join(dir, 'hub.sock'))}`
  return `${bind === 'port' ? 'http' : 'https'}://127.0.0.1:${port}`
}
