import { readEnvironment } from '../environment.ts'
import { JupyterHub as AnyJupyterHub } from '../hub.ts'
import type { ClientOptions } from '../options.ts'
import { readCertificates } from './environment.ts'
import { nodeTransport } from './transport.ts'

/**
 * A JupyterHub that is reached by a {@link nodeTransport} of its own unless the options name a `transport`, or a `fetch`.
 * Its URL may be that of a unix socket: `http+unix://%2Frun%2Fhub.sock`.
 */
export class JupyterHub extends AnyJupyterHub {
  // Bundlers give another name to one of two that have the same.
  static {
    Object.defineProperty(this, 'name', { value: 'JupyterHub' })
  }

  /** @throws {@link HubConfigError} for a URL, token or option that cannot be used. */
  constructor(options: ClientOptions) {
    super(hasTransport(options) ? options : { ...options, transport: nodeTransport() })
  }

  /**
   * The hub that a service or a single-user server belongs to, from `JUPYTERHUB_API_URL`, `JUPYTERHUB_API_TOKEN` and, with
   * `internal_ssl`, `JUPYTERHUB_SSL_KEYFILE`, `JUPYTERHUB_SSL_CERTFILE` and `JUPYTERHUB_SSL_CLIENT_CA` of the environment.
   *
   * @throws {@link HubConfigError} if one of the first two is missing, or one of the files.
   */
  static override fromEnv(options: Partial<ClientOptions> = {}): JupyterHub {
    const transport = hasTransport(options) ? {} : { transport: nodeTransport(readCertificates()) }
    return new JupyterHub({ ...options, ...transport, ...readEnvironment(options) })
  }
}

const hasTransport = ({ fetch, transport }: Partial<ClientOptions>): boolean =>
  fetch !== undefined || transport !== undefined
