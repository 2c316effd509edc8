import { reachesEntity } from '../auth/reach.ts'
import type { Entity } from '../auth/reach.ts'
import type { Call } from '../http/call.ts'

/** Names of fields by the scope that shows them. */
export type AccessMap = Readonly<Record<string, readonly string[]>>

/** Names of the fields that a requester's scopes show of something; none: it is not to be seen at all. */
export function visibleFields(call: Call, entity: Entity, access: AccessMap): ReadonlySet<string> {
  const scopes = Object.keys(access).filter((scope) => reachesEntity(call.reach(scope), entity))
  return fieldsOf(access, scopes)
}

const caches = new WeakMap<AccessMap, Map<string, ReadonlySet<string>>>()

/** The same few sets of fields are shown of 200 users at a time. */
function fieldsOf(access: AccessMap, scopes: readonly string[]): ReadonlySet<string> {
  const cache = caches.get(access) ?? new Map<string, ReadonlySet<string>>()
  caches.set(access, cache)
  const key = scopes.join()
  const fields = cache.get(key) ?? new Set(scopes.flatMap((scope) => access[scope] ?? []))
  cache.set(key, fields)
  return fields
}

/** A model that is being made. */
export type Mutable<T> = { -readonly [key in keyof T]: T[key] }

/** A model with those of its fields that are visible. */
export function pick<T extends object>(model: T, fields: ReadonlySet<string>): Mutable<Partial<T>> {
  const picked = {} as Mutable<Partial<T>>
  for (const name in model) if (fields.has(name)) picked[name] = model[name]
  return picked
}
