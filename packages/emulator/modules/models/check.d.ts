import type { Traits } from '../versions.ts'
/** Python types that the fields of a body may have, by name. */
type FieldTypes = Readonly<Record<string, string>>
/** Fields of a user in a body. */
export declare const userFields: ({ scopes }: Traits) => FieldTypes
/** Fields of a group in a body. */
export declare const groupFields: ({ scopes }: Traits) => FieldTypes
/** Fields of a service in a body. */
export declare const serviceFields: FieldTypes
/**
 * Reads a body that is to have these fields and no others, any of them or none.
 *
 * @throws {@link HttpError} 400.
 */
export declare function checkModel(
  model: unknown,
  types: FieldTypes,
  name: string,
): Record<string, unknown>
/**
 * Goes through a value as Python would: a text is a list of its characters, an object of its keys.
 *
 * @throws {@link HttpError} 500 for what is no text in it, or no list at all.
 */
export declare function iterateNames(value: unknown): string[]
export {}
//# sourceMappingURL=check.d.ts.map
