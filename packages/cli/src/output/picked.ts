import type { Shape } from './shape.ts'

/** The named fields of a thing; `null` for what it does not have. */
export function picked<T>(
  { fields }: Shape<T>,
  names: readonly string[],
  item: T,
): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, fields[name]?.of(item) ?? null]))
}
