import { checkDocument, checkNames, checkNotEmpty, checkObject } from '../input.ts'
import type { Keys } from '../input.ts'
import type { Group } from '../models/group.ts'
import type { CallOptions } from '../options.ts'
import { listOf } from '../paging/lists.ts'
import type { PageOptions } from '../paging/page.ts'
import type { Paginated } from '../paging/paginated.ts'
import { readList } from '../transport/read.ts'
import type { Transport } from '../transport/call.ts'

/** Options of a new group. */
export interface NewGroup {
  /** Names of its first members, who must exist. */
  readonly users?: readonly string[] | undefined
}

/**
 * Groups of users. Their names may hold anything, slashes too. The hub cannot rename one.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/reference/rest-api.html
 */
export interface Groups {
  /** Lists groups, a page at a time. Needs `list:groups`; shows those that the scopes reach. */
  list(options?: PageOptions & CallOptions): Paginated<Group>
  /**
   * Gets a group. Needs one of `read:groups`, `read:groups:name`, `read:roles:groups`.
   *
   * @throws {@link NotFoundError}
   */
  get(name: string, options?: CallOptions): Promise<Group>
  /**
   * Creates a group. Needs `admin:groups`.
   *
   * @throws {@link ConflictError} if it exists.
   * @throws {@link BadRequestError} if one of the users does not.
   */
  create(name: string, group?: NewGroup, options?: CallOptions): Promise<Group>
  /**
   * Creates groups that all have the same first members, in one request. Needs `admin:groups`, since hub 5.5.1 without
   * filter. When one fails, those before it stay.
   *
   * @throws {@link ConflictError} if one of them exists.
   * @throws {@link BadRequestError} if one of the users does not.
   */
  createMany(names: readonly string[], group?: NewGroup, options?: CallOptions): Promise<Group[]>
  /**
   * Deletes a group. Its members stay users. Needs `delete:groups`.
   *
   * @throws {@link NotFoundError}
   */
  delete(name: string, options?: CallOptions): Promise<void>
  /**
   * Adds members; who is one already stays one. Needs `groups`.
   *
   * @throws {@link BadRequestError} if one of the users does not exist; then none is added.
   */
  addUsers(name: string, users: readonly string[], options?: CallOptions): Promise<Group>
  /**
   * Takes members out; who is none is passed over. Needs `groups`.
   *
   * @throws {@link BadRequestError} if one of the users does not exist; then none is taken out.
   */
  removeUsers(name: string, users: readonly string[], options?: CallOptions): Promise<Group>
  /** Replaces all of a group's properties. Needs `groups` and hub 4.0. */
  setProperties(
    name: string,
    properties: Readonly<Record<string, unknown>>,
    options?: CallOptions,
  ): Promise<Group>
}

const newGroupKeys: Keys<NewGroup> = { users: true }

/** Makes {@link Groups}. */
export const groups = ({ send, oneCall, object, nothing }: Transport): Groups => ({
  list: (options) =>
    listOf({ send, oneCall }, 'GET /groups', [], options, { keyOf: (group) => group.name }),

  get: (group, options) => object('GET /groups/{group}', [group], options),

  async create(group, document = {}, options) {
    const body = checkGroup(document)
    return object('POST /groups/{group}', [group], options, { body })
  },

  async createMany(names, document = {}, options) {
    const body = {
      groups: checkNotEmpty(checkNames(names, 'names'), 'at least one name'),
      ...checkGroup(document),
    }
    return readList(await send('POST /groups', [], options, { body }))
  },

  delete: (group, options) => nothing('DELETE /groups/{group}', [group], options),

  async addUsers(group, names, options) {
    const body = { users: checkNames(names, 'users') }
    return object('POST /groups/{group}/users', [group], options, { body })
  },

  async removeUsers(group, names, options) {
    const body = { users: checkNames(names, 'users') }
    return object('DELETE /groups/{group}/users', [group], options, { body })
  },

  async setProperties(group, properties, options) {
    const body = checkObject(properties)
    return object('PUT /groups/{group}/properties', [group], options, { body })
  },
})

function checkGroup(document: NewGroup): NewGroup {
  const body = checkDocument(document, newGroupKeys)
  if (body.users !== undefined) checkNames(body.users, 'users')
  return body
}
