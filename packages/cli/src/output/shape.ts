/** How one field of a thing is shown. */
export interface Field<T> {
  /** Its value, as `--json` gives it. */
  readonly of: (item: T) => unknown
  /**
   * `time`: a moment of the hub's; told relative to now on a terminal. `sentence`: broken between its words where a terminal has no room for it,
   * and never cut.
   */
  readonly kind?: 'time' | 'sentence'
}

/** How things of a kind are shown. */
export interface Shape<T> {
  /** All that `--json` may ask for, by name. */
  readonly fields: Readonly<Record<string, Field<T>>>
  /** What tables show: names of fields. */
  readonly columns: readonly string[]
  /** Those of the columns that are left out on a terminal where nothing is in them. */
  readonly optional?: readonly string[]
}

/** Fields whose names are those of the thing's own keys. */
export function plainFields<T extends object>(
  ...names: readonly (keyof T & string)[]
): Record<string, Field<T>> {
  return Object.fromEntries(names.map((name) => [name, { of: (item: T) => item[name] }]))
}

/** Moments whose names are those of the thing's own keys. */
export function timeFields<T extends object>(
  ...names: readonly (keyof T & string)[]
): Record<string, Field<T>> {
  return Object.fromEntries(
    names.map((name) => [name, { of: (item: T) => item[name], kind: 'time' as const }]),
  )
}
