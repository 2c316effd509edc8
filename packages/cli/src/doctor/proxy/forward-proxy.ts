/** A proxy that this machine sends its requests through. */
export interface ForwardProxy {
  /** Its address, without name and password. */
  readonly place: URL
  /** The variable that names it: `HTTPS_PROXY`. */
  readonly variable: string
  /** What it is shown, if there is a name in its address. */
  readonly authorization?: string | undefined
}

/** The header for a proxy. */
export const proxyHeaders = ({ authorization }: ForwardProxy): Record<string, string> =>
  authorization === undefined ? {} : { 'proxy-authorization': authorization }

/** What a proxy is called in findings. */
export const nameOf = ({ place, variable }: ForwardProxy): string =>
  `the proxy ${place.host} of ${variable}`

/** How to do without a proxy. */
export const around = (origin: string): string =>
  `reach the hub without it: NO_PROXY=${new URL(origin).hostname}`

/** A proxy could not be reached, or refused to lead on. */
export class ProxyFailure extends Error {
  /** Of the system, where it could not be reached. */
  readonly code: string | undefined
  /** Of its answer, where it refused. */
  readonly status: number | undefined

  constructor(message: string, { code, status }: { code?: string; status?: number }) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** The failure of a connection to a proxy. */
export const unreachable = ({ code = 'error', message }: NodeJS.ErrnoException): ProxyFailure =>
  new ProxyFailure(message, { code })
