import { checkFeature } from '../access/features.ts'
import { checkDocument, checkName, checkNames, checkNotEmpty, isEmpty } from '../input.ts'
import type { Keys } from '../input.ts'
import type { CreatedUser } from '../models/many.ts'
import type { User, UserActivity } from '../models/user.ts'
import { splitOptions } from '../options.ts'
import type { CallOptions } from '../options.ts'
import { listOf } from '../paging/lists.ts'
import type { PageOptions } from '../paging/page.ts'
import type { Paginated } from '../paging/paginated.ts'
import type { Transport } from '../transport/call.ts'
import type { Servers } from './servers.ts'

/** Which users to list, and in which order. The hub has no filter by group, role or whole name. */
export interface UserFilter extends PageOptions {
  /**
   * Users by what their servers do: `active` with at least one server ready or pending, `ready` with at least one
   * ready, `inactive` with none active. The hub looks for `ready` after it counted and cut its pages: such a list is
   * complete as far as its count of `active` users shows, not where some become inactive as others become active.
   */
  readonly state?: 'active' | 'ready' | 'inactive' | undefined
  /**
   * Users whose name holds this text; case does not matter (beyond ASCII that is up to the hub's database), `%` and `_` are
   * wildcards. Hub 2.3; a hub before shows everyone, and its answer is refused.
   */
  readonly name_filter?: string | undefined
  /**
   * Order: `id` unless given, which is the order of creation. `last_activity` changes while it is walked: see
   * {@link Paginated}. Hub 5.0; a hub before ignores it, and its answer is refused.
   */
  readonly sort?: 'id' | '-id' | 'name' | '-name' | 'last_activity' | '-last_activity' | undefined
  /** Show stopped servers, too. Hub 3.0; a hub before ignores it, and its answer is refused. */
  readonly include_stopped_servers?: boolean | undefined
}

/** What to show of a user. */
export interface UserView {
  /** Show stopped servers, too. Hub 3.0; a hub before ignores it, and its answer is refused. */
  readonly include_stopped_servers?: boolean | undefined
}

/** Options of a new user. */
export interface NewUser {
  /** Make it an admin; only an admin may. */
  readonly admin?: boolean | undefined
}

/** How to delete a user. */
export interface UserDeletion {
  /** Stop the user's servers first, and wait until they have stopped. Needs `read:servers` and `delete:servers`, too. */
  readonly stopServers?: boolean | undefined
}

/** What to change of a user; what is not named stays. */
export interface UserChange {
  /** A new name. The hub takes any, even one that nobody can log in with. Running servers keep their URL. */
  readonly name?: string | undefined
  /** Only an admin may make admins, and change them. */
  readonly admin?: boolean | undefined
  /** Replaces what the authenticator keeps. */
  readonly auth_state?: Readonly<Record<string, unknown>> | undefined
}

/**
 * Users of the hub.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/reference/rest-api.html
 */
export interface Users {
  /**
   * Lists users, all of them, a page at a time. Needs `list:users`; shows what of them the scopes allow, and of a
   * narrowed scope (`list:users!group=staff`) only those users.
   *
   * @param filter - Filters, order and size of page; call options may stand beside them.
   * @throws {@link UnsupportedError} for a filter or an order that the hub passed over.
   */
  list(filter?: UserFilter & CallOptions, options?: CallOptions): Paginated<User>
  /**
   * Gets a user. Needs one of `read:users`, `read:users:name`, `read:servers`, `read:users:groups`,
   * `read:users:activity`, `read:roles:users`, and shows what they cover.
   *
   * @throws {@link NotFoundError} if there is none, or none that the scopes reach.
   */
  get(name: string, options?: UserView & CallOptions): Promise<User>
  /**
   * Creates a user. The name is used as it is; `createMany` normalises it as a login would. Needs `admin:users`.
   *
   * @throws {@link ConflictError} if the user exists.
   * @throws {@link BadRequestError} for a name that the hub's authenticator refuses.
   */
  create(name: string, user?: NewUser, options?: CallOptions): Promise<User>
  /**
   * Creates many users, 200 a request. Names are normalised as at login (lower case, by default). An invalid name does not
   * keep the others from being created, and a request whose answer was lost is made again. When it rejects, those before
   * have been created: calling it again is safe. Needs `admin:users`, since hub
   * 5.5.1 without filter.
   *
   * @returns What became of each name, in the order given; a name that is given twice has one outcome.
   * @example
   * const outcomes = await hub.users.createMany(['ada', 'grace', 'a/b'])
   * const existed = outcomes.filter(({ outcome }) => outcome === 'existed')
   */
  createMany(
    names: readonly string[],
    user?: NewUser,
    options?: CallOptions,
  ): Promise<CreatedUser[]>
  /**
   * Changes a user. Needs `admin:users`.
   *
   * @returns The user as it is now, with `auth_state`.
   * @throws {@link BadRequestError} if the new name is taken.
   * @throws {@link ForbiddenError} if an admin is concerned and the token's owner is none: the hub looks at the owner's
   *   `admin` flag there, not at scopes.
   */
  update(name: string, change: UserChange, options?: CallOptions): Promise<User>
  /**
   * Deletes a user. Needs `delete:users`. The hub stops a ready default server itself, which takes its time, but fails
   * with 500 if a named server is active: with `stopServers`, all are stopped first.
   *
   * @throws {@link NotFoundError} if there is none.
   */
  delete(name: string, options?: UserDeletion & CallOptions): Promise<void>
  /**
   * Tells the hub of a user's activity. Only moves forward: what is older than the hub knows is ignored. Needs
   * `users:activity`.
   *
   * @throws {@link BadRequestError} for a server that does not exist, or a moment more than an hour ahead; then nothing is
   *   recorded.
   */
  recordActivity(name: string, activity: UserActivity, options?: CallOptions): Promise<void>
  /**
   * Asks for access to a user's servers on hubs that still have `admin_access`.
   *
   * @deprecated Since hub 0.8, which refuses it unless it was switched on: use the scope `access:servers`.
   * @throws {@link ForbiddenError}
   */
  requestAdminAccess(name: string, options?: CallOptions): Promise<void>
}

const deletionKeys: Keys<UserDeletion> = { stopServers: true }
const viewKeys: Keys<UserView> = { include_stopped_servers: true }
const filterKeys: Keys<Omit<UserFilter, keyof PageOptions>> = {
  ...viewKeys,
  state: true,
  name_filter: true,
  sort: true,
}
const newUserKeys: Keys<NewUser> = { admin: true }
const changeKeys: Keys<UserChange> = { name: true, admin: true, auth_state: true }
const activityKeys: Keys<UserActivity> = { last_activity: true, servers: true }

/** Makes {@link Users}. */
export const users = (transport: Transport, servers: Servers): Users => {
  const { object, nothing } = transport

  /** Older hubs pass over filters that they do not know, and show everyone, in an order of their own. */
  function refuseIgnored(filter: UserFilter): void {
    const { version } = transport.settings.memory
    const { name_filter, sort, include_stopped_servers: stopped } = filter
    if (name_filter) checkFeature(version, 'nameFilter', 'name_filter')
    if (sort !== undefined && sort !== 'id') checkFeature(version, 'sort', 'sort')
    if (stopped) checkFeature(version, 'stoppedServers', 'include_stopped_servers')
  }

  async function getAs(user: string, options: UserView & CallOptions): Promise<User> {
    const { own, call } = splitOptions(options, viewKeys)
    const found: User = await object('GET /users/{user}', [user], call, { query: { ...own } })
    refuseIgnored(own)
    return found
  }

  return {
    list: (filter, options) =>
      listOf(
        transport,
        'GET /users',
        [],
        { ...filter, ...options },
        {
          checkAnswered: () => refuseIgnored(filter ?? {}),
          filterKeys,
          keyOf: (user) => user.name,
          appendOnly: filter?.sort === undefined || filter.sort === 'id',
        },
      ),

    get: (user, options) =>
      options === undefined ? object('GET /users/{user}', [user]) : getAs(user, options),

    async create(user, document = {}, options) {
      const body = checkDocument(document, newUserKeys)
      return object('POST /users/{user}', [user], options, {
        body: isEmpty(body) ? undefined : body,
      })
    },

    async createMany(names, document = {}, options) {
      checkNotEmpty(checkNames(names, 'names'), 'at least one name')
      const body = checkDocument(document, newUserKeys)
      const { createMany } = await import('../workflows.ts')
      return createMany(transport, names, body, options)
    },

    async update(user, document, options) {
      const body = checkDocument(document, changeKeys)
      if (body.name !== undefined) checkName(body.name, 'the new user name')
      return object('PATCH /users/{user}', [user], options, { body })
    },

    async delete(user, options = {}) {
      const { own, call } = splitOptions(options, deletionKeys)
      if (own.stopServers !== true) return nothing('DELETE /users/{user}', [user], call)
      const { deleteWithServers } = await import('../workflows.ts')
      return deleteWithServers(transport, servers, user, call)
    },

    async recordActivity(user, activity, options) {
      const body = checkNotEmpty(checkDocument(activity, activityKeys), 'last_activity or servers')
      await nothing('POST /users/{user}/activity', [user], options, { body })
    },

    requestAdminAccess: (user, options) =>
      nothing('POST /users/{user}/admin-access', [user], options),
  }
}
