import { reachesEntity } from '../auth/reach.ts'
import type { Entity } from '../auth/reach.ts'
import type { Call } from '../http/call.ts'

/** Names of fields by the scope that shows them. */
export type AccessMap = Readonly<Record<string, readonly string[]>>

/** Names of the fields that a requester's scopes show of something; none: it is not to be seen at all. */
export function visibleFields(call: Call, entity: Entity, access: AccessMap): Set<string> {
  const fields = new Set<string>()
  for (const scope in access) {
    if (reachesEntity(call.reach(scope), entity)) {
      for (const field of access[scope] ?? []) fields.add(field)
    }
  }
  return fields
}

/** A model with those of its fields that are visible. */
export function pick(
  model: Readonly<Record<string, unknown>>,
  fields: ReadonlySet<string>,
): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const name in model) if (fields.has(name)) picked[name] = model[name]
  return picked
}
