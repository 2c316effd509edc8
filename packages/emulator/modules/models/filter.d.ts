import type { Entity } from '../auth/reach.ts'
import type { Call } from '../http/call.ts'
/** Names of fields by the scope that shows them. */
export type AccessMap = Readonly<Record<string, readonly string[]>>
/** Names of the fields that are shown of something; none: it is not to be seen at all. */
export type FieldsOf = (entity: Entity) => ReadonlySet<string>
/** What a requester's scopes show of things of a kind. */
export declare function visibleFields(call: Call, access: AccessMap): FieldsOf
/** A model that is being made. */
export type Mutable<T> = {
  -readonly [key in keyof T]: T[key]
}
/** A model with those of its fields that are visible. */
export declare function pick<T extends object>(
  model: T,
  fields: ReadonlySet<string>,
): Mutable<Partial<T>>
//# sourceMappingURL=filter.d.ts.map
