import { HubConfigError } from '../errors.ts'
import { checkDocument } from '../input.ts'
import type { Keys } from '../input.ts'
import { operations } from '../operations.ts'
import type { Operation, OperationId } from '../operations.ts'
import type { BaseScope } from '../models/scope.ts'
import { scopeTable, scopesSince } from './scope-table.ts'
import { isAtLeast } from './version.ts'

/** What an operation is about: the names in its path, and what is known of them. */
export interface OperationTarget {
  /** The user; of shares, the owner of the server, as in `owner`. */
  readonly user?: string | undefined
  /** The owner of a server that is shared. */
  readonly owner?: string | undefined
  /** The server's name; `''` for the default server. Without one: any of the user's servers. */
  readonly server?: string | undefined
  readonly group?: string | undefined
  readonly service?: string | undefined
  /** All groups that the user is in. Only the hub knows them unless they are given. */
  readonly groups?: readonly string[] | undefined
  /** Whether the user is an admin already. */
  readonly admin?: boolean | undefined
  /** With whom a server is to be shared. */
  readonly shareWith?: { readonly user: string } | { readonly group: string } | undefined
}

/** What the hub holds the filters of scopes against. Names are `undefined` where they are not known. */
export type Resource =
  | { readonly kind: 'user' | 'group' | 'service'; readonly name: string | undefined }
  | {
      readonly kind: 'server'
      readonly user: string | undefined
      readonly name: string | undefined
    }
  /** A list, which shows what the filters let through. */
  | { readonly kind: 'list'; readonly of: 'user' | 'group' | 'service' }
  /** The hub as a whole, or something else that has no name of its own yet. */
  | { readonly kind: 'hub' }

/** What an operation is about, as the hub's handlers see it: the first that fits. */
const kinds: readonly (readonly [RegExp, Exclude<Resource['kind'], 'list' | 'hub'>])[] = [
  [/^\/users\/\{user\}\/servers?\b|^\/share(s|-codes)\/\{owner\}\/\{server\}/, 'server'],
  [/^\/users\/\{user\}|^\/share(s|-codes)\/\{owner\}/, 'user'],
  [/^\/groups\/\{group\}/, 'group'],
  [/^\/services\/\{service\}/, 'service'],
]

/** What an operation is about, of which names are given. */
export function resourceOf(id: OperationId, target: OperationTarget): Resource {
  const [method, path = ''] = id.split(' ')
  const list = /^\/(user|group|service)s$/.exec(path)?.[1] as
    | 'user'
    | 'group'
    | 'service'
    | undefined
  if (list !== undefined && method === 'GET') return { kind: 'list', of: list }
  const kind = kinds.find(([pattern]) => pattern.test(path))?.[1]
  if (kind === undefined) return { kind: 'hub' }
  const person = personIn(path, target)
  if (kind === 'user') return { kind, name: person }
  if (kind !== 'server') return { kind, name: target[kind] }
  return { kind, user: person, name: path.includes('{server}') ? target.server : '' }
}

/** Whose it is. One name does for the other where the path has but one of them. */
function personIn(path: string, { user, owner }: OperationTarget): string | undefined {
  if (!path.includes('{user}')) return owner ?? user
  return path.includes('{owner}') ? user : (user ?? owner)
}

/** The row of an operation. */
export function rowOfOperation(id: OperationId): Operation {
  if (Object.hasOwn(operations, id)) return operations[id]
  throw new HubConfigError(`there is no operation "${id}": give a key of operations`)
}

/** Refuses a target with a key that does not exist: a misspelt name would narrow nothing. */
export function checkTarget(target: OperationTarget): OperationTarget {
  return checkDocument(target, targetKeys)
}

const targetKeys: Keys<OperationTarget> = {
  user: true,
  owner: true,
  server: true,
  group: true,
  service: true,
  groups: true,
  admin: true,
  shareWith: true,
}

/** The names in the path of a request, as its error tells it. */
export function targetIn(id: OperationId, path: string): OperationTarget {
  const keys = [...id.matchAll(/\{(\w+)\}/g)].map(([, key]) => key ?? '')
  const template = id.slice(id.indexOf(' ') + 1).replaceAll(/\{\w+\}/g, '([^/]*)')
  const [, ...values] = new RegExp(`^${template}$`).exec(path.replace(/\?.*$/s, '')) ?? []
  return Object.fromEntries(
    keys.map((key, index) => [key, decodeURIComponent(values[index] ?? '')]),
  )
}

/** Scopes any one of which suffices on a hub of some version, in the order in which it looks at them. */
export function scopesOf(id: OperationId, version: string = ''): BaseScope[] {
  const { scopes } = rowOfOperation(id)
  if (typeof scopes === 'string') return []
  return scopes.filter((scope) => isAtLeast(version, scopeTable[scope].since ?? scopesSince))
}
