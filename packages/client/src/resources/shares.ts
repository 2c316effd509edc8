import { HubConfigError } from '../errors.ts'
import { checkDocument, checkName, checkNotEmpty, checkStrings } from '../input.ts'
import type { Keys } from '../input.ts'
import type { Scope } from '../models/scope.ts'
import type { Share } from '../models/share.ts'
import type { CallOptions } from '../options.ts'
import { listOf } from '../paging/lists.ts'
import type { PageOptions } from '../paging/page.ts'
import type { Paginated } from '../paging/paginated.ts'
import { readObject } from '../transport/read.ts'
import type { Transport } from '../transport/call.ts'

/** With whom, a user or a group, and what. */
export type ShareTarget = (
  | { readonly user: string; readonly group?: undefined }
  | { readonly group: string; readonly user?: undefined }
) & {
  /** Granted: `access:servers` unless given. Revoked: all of them unless given. */
  readonly scopes?: readonly Scope[] | undefined
}

/**
 * Access to servers that their owners give to others. Needs hub 5.0. A server's name `''` is the default server.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/reference/sharing.html
 */
export interface Shares {
  /** Lists what an owner shares of any server. Needs `read:shares`. */
  ofOwner(owner: string, options?: PageOptions & CallOptions): Paginated<Share>
  /** Lists what is shared of one server. Needs `read:shares`. */
  ofServer(owner: string, server: string, options?: PageOptions & CallOptions): Paginated<Share>
  /**
   * Shares a server with a user or a group; scopes add up with those granted before. Needs `shares`, each granted scope,
   * and `read:users:name` or `read:groups:name` for whom it is shared with.
   *
   * @throws {@link BadRequestError} if there is no such user or group.
   * @throws {@link ForbiddenError} if a scope to be granted is not held.
   */
  grant(owner: string, server: string, target: ShareTarget, options?: CallOptions): Promise<Share>
  /**
   * Takes scopes back, or all of the share. Needs `shares`. A scope without filter is taken to mean this server, as
   * the hub itself would match nothing.
   *
   * @returns What remains of the share; `null` if nothing does, or there was none.
   */
  revoke(
    owner: string,
    server: string,
    target: ShareTarget,
    options?: CallOptions,
  ): Promise<Share | null>
  /** Takes back everything that is shared of a server. Needs `shares`. */
  revokeAll(owner: string, server: string, options?: CallOptions): Promise<void>
  /** Lists what is shared with a user, also through groups. Needs `read:users:shares`. */
  withUser(user: string, options?: PageOptions & CallOptions): Paginated<Share>
  /**
   * Gets one share with a user, not through a group. Needs `read:users:shares`.
   *
   * @throws {@link NotFoundError}
   */
  getWithUser(user: string, owner: string, server: string, options?: CallOptions): Promise<Share>
  /**
   * Gives up a user's access to someone's server. Needs `users:shares`.
   *
   * @throws {@link NotFoundError}
   */
  leaveAsUser(user: string, owner: string, server: string, options?: CallOptions): Promise<void>
  /** Lists what is shared with a group. Needs `read:groups:shares`. */
  withGroup(group: string, options?: PageOptions & CallOptions): Paginated<Share>
  /**
   * Gets one share with a group. Needs `read:groups:shares`.
   *
   * @throws {@link NotFoundError}
   */
  getWithGroup(group: string, owner: string, server: string, options?: CallOptions): Promise<Share>
  /**
   * Gives up a group's access to someone's server. Needs `groups:shares`.
   *
   * @throws {@link NotFoundError}
   */
  leaveAsGroup(group: string, owner: string, server: string, options?: CallOptions): Promise<void>
}

const targetKeys: Keys<ShareTarget> = { user: true, group: true, scopes: true }

/** Makes {@link Shares}. */
export const shares = ({ send, oneCall, object, nothing }: Transport): Shares => ({
  ofOwner: (owner, options) =>
    listOf({ send, oneCall }, 'GET /shares/{owner}', [owner], options, { keyOf }),
  ofServer: (owner, server, options) =>
    listOf({ send, oneCall }, 'GET /shares/{owner}/{server}', [owner, server], options, { keyOf }),

  async grant(owner, server, target, options) {
    const body = checkTarget(target)
    return object('POST /shares/{owner}/{server}', [owner, server], options, { body })
  },

  async revoke(owner, server, target, options) {
    const { scopes, ...whom } = checkTarget(target)
    const filtered = scopes?.map((scope) =>
      scope.includes('!') ? scope : `${scope}!server=${owner}/${server}`,
    )
    const body = { ...whom, scopes: filtered }
    const answer = await send('PATCH /shares/{owner}/{server}', [owner, server], options, { body })
    const share = readObject<Share>(answer)
    return 'server' in share ? share : null
  },

  revokeAll: (owner, server, options) =>
    nothing('DELETE /shares/{owner}/{server}', [owner, server], options),

  withUser: (user, options) =>
    listOf({ send, oneCall }, 'GET /users/{user}/shared', [user], options, { keyOf }),

  getWithUser: (user, owner, server, options) =>
    object('GET /users/{user}/shared/{owner}/{server}', [user, owner, server], options),

  leaveAsUser: (user, owner, server, options) =>
    nothing('DELETE /users/{user}/shared/{owner}/{server}', [user, owner, server], options),

  withGroup: (group, options) =>
    listOf({ send, oneCall }, 'GET /groups/{group}/shared', [group], options, { keyOf }),

  getWithGroup: (group, owner, server, options) =>
    object('GET /groups/{group}/shared/{owner}/{server}', [group, owner, server], options),

  leaveAsGroup: (group, owner, server, options) =>
    nothing('DELETE /groups/{group}/shared/{owner}/{server}', [group, owner, server], options),
})

function keyOf({ server, user, group }: Share): string {
  return server?.user && JSON.stringify([server.user.name, server.name, user?.name, group?.name])
}

function checkTarget(target: ShareTarget): ShareTarget {
  const body = checkDocument(target, targetKeys)
  if (body.user !== undefined && body.group !== undefined) {
    throw new HubConfigError('a share needs either user or group')
  }
  checkName(body.user ?? body.group, 'either user or group')
  checkStrings(body.scopes, 'scopes')
  // The hub takes an empty list for none given: everything, when revoking.
  if (body.scopes) checkNotEmpty(body.scopes, 'at least one scope')
  return body
}
