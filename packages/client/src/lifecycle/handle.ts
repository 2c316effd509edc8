/// <reference lib="esnext.disposable" preserve="true" />
import type { RunningServer, ServerStatus } from '../models/lifecycle.ts'
import type { ProgressEvent } from '../models/server.ts'
import type { CallOptions } from '../options.ts'
import type { ServerRequest, Servers } from '../resources/servers.ts'
import type { Transport } from '../transport/call.ts'
import { fillPath } from '../transport/path.ts'

/** How a server is to be started, and what to tell meanwhile. */
export interface EnsureRunning extends ServerRequest {
  /** Told of each event of the progress stream, at once; it is not waited for. What it throws ends the call. */
  readonly onProgress?: ((event: ProgressEvent) => void) | undefined
  /**
   * Also wait until the proxy leads to the server, which may be a moment after the hub says that it is ready. The server's
   * URL is visited for that, without the token. For a client that reaches the hub by its public address, outside browsers.
   */
  readonly waitForRoute?: boolean | undefined
}

/**
 * A server of a user, whether it is there or not. Making one sends nothing. Each method looks before it acts, knows the
 * hub's ways of saying "not yet", "already" and "no", and survives a lost answer and a restart of the hub. They need
 * `read:servers`, besides what starting and stopping need.
 *
 * A `timeout` is for each request; `totalTimeout` is for the whole call, 10 minutes unless given.
 *
 * @example
 * await using lab = hub.server('ada', 'lab')
 * const { server } = await lab.ensureRunning({ options: { profile: 'gpu' }, onProgress: console.log })
 */
export interface ServerHandle extends AsyncDisposable {
  /** Name of the user. */
  readonly user: string
  /** Name of the server; `''` is the default server. */
  readonly name: string
  /**
   * Where the server answers when it runs, by the address that the client has of the hub. On a hub with subdomains, and in a
   * service, `server.url` of a server that is ready tells better.
   */
  readonly url: string
  /**
   * How the server is. On hub 6.0, a named server of a user who does not exist is `absent`, too.
   *
   * @throws {@link NotFoundError} if there is no such user, or none that the token sees.
   */
  status(options?: CallOptions): Promise<ServerStatus>
  /**
   * Starts the server unless it runs, and waits until the hub says that it is ready. Joins a start that is under way,
   * waits for a stop to end before it starts, waits as the hub asks when too many start at once, and starts again what a
   * restart of the hub has lost. Needs `start:servers` (hub 6.0) or `servers`.
   *
   * @throws {@link SpawnFailedError} if it did not come up, or runs with other options than the wanted ones.
   * @throws {@link HubTimeoutError} with clock `total` if it was not ready in time; it may still become so.
   * @throws {@link RateLimitedError} if the hub asks to wait for longer than there is time.
   * @throws {@link ForbiddenError} or {@link NotFoundError} if the token may not, or there is no such user.
   * @throws {@link HubConnectionError} or {@link HubServerError} if the hub was out of reach for a minute.
   */
  ensureRunning(
    request?: EnsureRunning & CallOptions,
    options?: CallOptions,
  ): Promise<RunningServer>
  /**
   * Stops the server unless it is stopped, and waits until it is. A start that is under way is cancelled; before hub 5.1,
   * which refuses that, it is waited for. Needs `delete:servers`.
   *
   * @throws {@link HubError} with code `not_stopped` if it runs on.
   * @throws {@link HubTimeoutError} with clock `total` if it had not stopped in time.
   */
  ensureStopped(options?: CallOptions): Promise<void>
  /** `ensureStopped`, then `ensureRunning`, within one `totalTimeout`. */
  restart(request?: EnsureRunning & CallOptions, options?: CallOptions): Promise<RunningServer>
  /**
   * Stops a named server, deletes it, and waits until the hub has done so. Needs `delete:servers`.
   *
   * @throws {@link HubError} with code `not_deleted` if it stays, as behind a proxy that drops the body of a `DELETE`.
   * @throws {@link HubConfigError} for the default server, which no hub deletes.
   */
  ensureAbsent(options?: CallOptions): Promise<void>
  /** Follows a start, as `hub.servers.progress` does. */
  progress(options?: Omit<CallOptions, 'totalTimeout'>): AsyncIterable<ProgressEvent>
  /** Stops the server at the end of a block with `await using`. */
  [Symbol.asyncDispose](): Promise<void>
}

/** Makes a {@link ServerHandle}. */
export function serverHandle(
  transport: Transport,
  servers: Servers,
  user: string,
  name: string,
): ServerHandle {
  const path = fillPath('/user/{user}/{server}', [user, name])
  const place = { transport, servers, user, name }
  // What does the work comes on first use, as most programs never start a server.
  const load = () => import('../workflows.ts')
  const ensureStopped: ServerHandle['ensureStopped'] = async (options) =>
    (await load()).ensureStopped(place, options)
  return {
    user,
    name,
    url: transport.settings.apiUrl.replace(/\/hub\/api$/, path).replace(/\/*$/, '/'),
    status: async (options) => (await load()).status(place, options),
    ensureRunning: async (request, options) =>
      (await load()).ensureRunning(place, request, options),
    ensureStopped,
    restart: async (request, options) => (await load()).restart(place, request, options),
    ensureAbsent: async (options) => (await load()).ensureAbsent(place, options),
    progress: (options) => servers.progress(user, name, options),
    [Symbol.asyncDispose]: () => ensureStopped(),
  }
}
