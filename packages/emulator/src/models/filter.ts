import { reachesEntity } from '../auth/reach.ts'
import type { Entity } from '../auth/reach.ts'
import type { Call } from '../http/call.ts'

/** Names of fields by the scope that shows them. */
export type AccessMap = Readonly<Record<string, readonly string[]>>

/** Names of the fields that are shown of something; none: it is not to be seen at all. */
export type FieldsOf = (entity: Entity) => ReadonlySet<string>

/** What a requester's scopes show of things of a kind. */
export function visibleFields(call: Call, access: AccessMap): FieldsOf {
  const held = Object.keys(access).filter((scope) => call.reach(scope) !== undefined)
  if (held.every((scope) => call.reach(scope) === 'all')) {
    const fields = fieldsOf(access, held)
    return () => fields
  }
  return (entity) =>
    fieldsOf(
      access,
      held.filter((scope) => reachesEntity(call.reach(scope), entity)),
    )
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
  const names = Object.keys(model) as (keyof T & string)[]
  if (names.every((name) => fields.has(name))) return model
  const picked = {} as Mutable<Partial<T>>
  for (const name of names) if (fields.has(name)) picked[name] = model[name]
  return picked
}
