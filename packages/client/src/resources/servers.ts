import { featureSince, requireFeature } from '../access/features.ts'
import { isAtLeast } from '../access/version.ts'
import { HubProtocolError, NotFoundError } from '../errors.ts'
import { checkDocument, checkName, checkNotEmpty, checkObject, isEmpty } from '../input.ts'
import type { Keys } from '../input.ts'
import type { ManyOptions, ServerOutcome, ServerTarget } from '../models/many.ts'
import type { ProgressEvent, Server, ServerTransition } from '../models/server.ts'
import type { User } from '../models/user.ts'
import type { CallOptions } from '../options.ts'
import { listOf } from '../paging/lists.ts'
import { mapItems } from '../paging/page.ts'
import type { Paginated } from '../paging/paginated.ts'
import { readObject } from '../transport/read.ts'
import type { Answer, Transport } from '../transport/call.ts'
import { fillPath } from '../transport/path.ts'

/** What a server is to be started or created with. */
export interface ServerRequest {
  /**
   * Options for the spawner; what they mean is the spawner's affair. Without them the hub uses those of the last start;
   * `{}` clears those.
   */
  readonly options?: Readonly<Record<string, unknown>> | undefined
  /** Name for people, 1 to 255 characters. Hub 6.0; refused before, as an older hub would take it for an option. */
  readonly display_name?: string | undefined
}

/** What to start. */
export interface StartRequest extends ServerRequest {
  /** Name of the server, created if need be; `''` or none for the default server. */
  readonly name?: string | undefined
}

/** What to change of a stopped server; what is not named stays. */
export interface ServerChange extends ServerRequest {
  /** A new name: lower-case letters, digits and single hyphens, at most 30. */
  readonly name?: string | undefined
}

/**
 * Servers of a user, one request a call. The server's name `''`, or none, means the default server.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/tutorial/server-api.html
 */
export interface Servers {
  /**
   * Lists a user's servers; since hub 3.0 also those that are stopped. One request. Needs `read:servers`.
   *
   * @throws {@link HubProtocolError} if the token may see the user but not the servers.
   */
  list(user: string, options?: CallOptions): Paginated<Server>
  /**
   * Gets a server. Needs `read:servers`. Before hub 6.0 it is read from its user, and a stopped one is seen since hub
   * 3.0 only.
   *
   * @throws {@link NotFoundError} if there is none, or none that the hub shows.
   */
  get(user: string, server?: string, options?: CallOptions): Promise<Server>
  /**
   * Asks the hub to start a server. The hub holds the request until the server is up, at most `slow_spawn_timeout` (10 s by
   * default); what happens later shows in `progress`. Needs `start:servers` (hub 6.0) or `servers`.
   *
   * @throws {@link BadRequestError} if it is running already, is being stopped, or may not be started.
   * @throws {@link HubServerError} if it failed while the hub held the request.
   * @throws {@link RateLimitedError} if too many are starting or running.
   */
  start(user: string, request?: StartRequest, options?: CallOptions): Promise<ServerTransition>
  /**
   * Asks the hub to stop a server; one that is stopped stays so. Hubs before 5.1 refuse while it starts. Needs
   * `delete:servers`.
   *
   * @throws {@link NotFoundError} if there is no such user or named server; for a user, hubs 2.0 to 5.3 fail with
   *   {@link HubServerError} instead.
   */
  stop(user: string, server?: string, options?: CallOptions): Promise<ServerTransition>
  /**
   * Creates a named server without starting it. Needs `start:servers` and hub 6.0.
   *
   * @throws {@link ConflictError} if it exists.
   */
  create(
    user: string,
    name: string,
    request?: ServerRequest,
    options?: CallOptions,
  ): Promise<Server>
  /**
   * Changes a stopped server; `''` is the default server. Needs `start:servers` and hub 6.0. A rename is done before options
   * are looked at, so that a refusal of the options may leave a renamed server.
   *
   * @throws {@link ConflictError} if the new name is taken.
   * @throws {@link BadRequestError} if it is active.
   */
  update(user: string, name: string, change: ServerChange, options?: CallOptions): Promise<Server>
  /**
   * Stops a named server and deletes it. `pending` in the result: the hub deletes it once it has stopped. Needs
   * `delete:servers`.
   *
   * @throws {@link NotFoundError} if there is none.
   */
  remove(user: string, name: string, options?: CallOptions): Promise<ServerTransition>
  /**
   * Starts many servers and waits for each, as `hub.server(…).ensureRunning` does; gives what became of each as it comes.
   * Starts fewer at a time when the hub says "too many" (429), and more again later. A failure does not stop the others.
   * When the caller aborts, every target has an outcome all the same: `done`, `failed` or `not_started`.
   *
   * @param options - `totalTimeout` is for all of them; without one, each has 10 minutes.
   * @example
   * for await (const { user, outcome } of hub.servers.ensureRunningAll(students)) console.log(user, outcome)
   */
  ensureRunningAll(
    targets: Iterable<ServerTarget>,
    options?: ManyOptions & CallOptions,
  ): AsyncIterable<ServerOutcome>
  /** Stops many servers in the same way, as `hub.server(…).ensureStopped` does. */
  ensureStoppedAll(
    targets: Iterable<ServerTarget>,
    options?: ManyOptions & CallOptions,
  ): AsyncIterable<ServerOutcome>
  /**
   * Follows a server as it starts: an event for each step, the last with `ready` or `failed`. A server that is ready
   * gives that one event; so may one whose start is just being cancelled (hub 5.1). Leaving the loop closes the connection; the server starts on. Needs `read:servers`.
   *
   * @param options - `timeout` is the longest silence here, 30 s unless given; the hub breaks it every 8 s.
   * @throws {@link BadRequestError} or {@link NotFoundError} if it is not starting.
   * @throws {@link HubConnectionError} if the stream ends before either: the hub restarted, or a proxy cut it. Ask for the
   *   server then.
   */
  progress(
    user: string,
    server?: string,
    options?: Omit<CallOptions, 'totalTimeout'>,
  ): AsyncIterable<ProgressEvent>
}

const serversMissing = 'answered without servers: the token needs read:servers'

const requestKeys: Keys<ServerRequest> = { options: true, display_name: true }
const startKeys: Keys<StartRequest> = { ...requestKeys, name: true }
const changeKeys: Keys<ServerChange> = { ...requestKeys, name: true }

/** Makes {@link Servers}. */
export const servers = (transport: Transport): Servers => {
  const { send, object, stream, hubVersion, oneCall } = transport
  const toAll =
    (goal: 'ready' | 'stopped'): Servers['ensureRunningAll'] =>
    (targets, options = {}) => ({
      async *[Symbol.asyncIterator]() {
        const { ensureAll } = await import('../workflows.ts')
        yield* ensureAll(transport, methods, goal, targets, options)
      },
    })

  /**
   * The body of a request to start. Hub 6.0 knows an envelope; before, the whole body was the options. An envelope sent to
   * an old hub would be stored as options, and a bare `{}` means "as last time" to the new one, "no options" to the old.
   */
  async function startBody(request: ServerRequest, options?: CallOptions): Promise<unknown> {
    const envelope = envelopeOf(request)
    if (isEmpty(envelope)) return undefined
    if (request.display_name !== undefined) {
      await requireFeature(transport, 'serverModels', 'display_name', options)
    }
    const { serverEnvelope } = featureSince
    return isAtLeast(await hubVersion(options), serverEnvelope) ? envelope : request.options
  }

  /** Before hub 6.0 a server could only be seen as part of its user. */
  async function getFromUser(user: string, name: string, options?: CallOptions): Promise<Server> {
    const query = { include_stopped_servers: true }
    const answer = await send('GET /users/{user}', [user], options, { query })
    const all = readObject<User>(answer).servers
    if (!all) throw new HubProtocolError(serversMissing, answer.summary())
    const server = Object.hasOwn(all, name) ? all[name] : undefined
    if (server) return server
    throw new NotFoundError(`no server "${name}" that this hub shows`, {
      ...answer.summary(),
      status: 404,
      hubVersion: await hubVersion(options),
    })
  }

  const methods: Servers = {
    list: (user, options) =>
      listOf(transport, 'GET /users/{user}', [user], options, {
        query: { include_stopped_servers: true },
        keyOf: (server) => server.name,
        itemsOf: (value) => mapItems<Server>()(Object(value).servers),
        missing: serversMissing,
        whole: true,
      }),

    async get(user, server = '', given = {}) {
      checkRoute(user, server)
      const options = oneCall(given)
      if (!isAtLeast(await hubVersion(options), featureSince.serverModels))
        return getFromUser(user, server, options)
      return object(...routeOf('GET', user, server), options)
    },

    async start(user, document = {}, given = {}) {
      const options = oneCall(given)
      const { name = '', ...request } = checkDocument(document, startKeys)
      checkRoute(user, name)
      const body = await startBody(request, options)
      return readTransition(await send(...routeOf('POST', user, name), options, { body }))
    },

    stop: async (user, server = '', options) =>
      readTransition(await send(...routeOf('DELETE', user, server), options)),

    async create(user, server, document = {}, options) {
      checkName(server, 'the server name')
      const body = envelopeOf(checkDocument(document, requestKeys))
      return object('PUT /users/{user}/servers/{server}', [user, server], options, { body })
    },

    async update(user, server, document, options) {
      const { name, ...request } = checkDocument(document, changeKeys)
      const body = checkNotEmpty({ ...envelopeOf(request), name }, 'name, display_name or options')
      return object(...routeOf('PATCH', user, server), options, { body })
    },

    async remove(user, server, options) {
      checkName(server, 'the server name')
      const body = { remove: true }
      return readTransition(
        await send('DELETE /users/{user}/servers/{server}', [user, server], options, { body }),
      )
    },

    ensureRunningAll: toAll('ready'),
    ensureStoppedAll: toAll('stopped'),

    progress: (user, server = '', options = {}) => ({
      [Symbol.asyncIterator]: () =>
        server === ''
          ? stream('GET /users/{user}/server/progress', [user], options, isLast)
          : stream('GET /users/{user}/servers/{server}/progress', [user, server], options, isLast),
    }),
  }
  return methods
}

/** Refuses names before the hub is asked for its version. */
function checkRoute(user: string, server: string): void {
  fillPath('{user}{server}', [user, server])
}

type ServerRoute<Method extends string> =
  | `${Method} /users/{user}/server`
  | `${Method} /users/{user}/servers/{server}`

/** The default server has a route of its own: an empty segment would not get past every proxy. */
function routeOf<Method extends string>(
  method: Method,
  user: string,
  server: string,
): readonly [ServerRoute<Method>, readonly [string] | readonly [string, string]] {
  return server === ''
    ? [`${method} /users/{user}/server`, [user]]
    : [`${method} /users/{user}/servers/{server}`, [user, server]]
}

const isLast = (event: ProgressEvent): boolean => event.ready === true || event.failed === true

function envelopeOf({ options, display_name }: ServerRequest): Record<string, unknown> {
  if (options !== undefined) checkObject(options)
  if (display_name !== undefined) checkName(display_name, 'display_name')
  return { user_options: options, display_name }
}

function readTransition({ status }: Answer): ServerTransition {
  return { status, pending: status === 202 }
}
