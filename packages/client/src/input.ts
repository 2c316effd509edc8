import { HubConfigError } from './errors.ts'

/** Keys that an options object may have: one `true` each, so that the compiler sees to it that none is forgotten. */
export type Keys<T> = { readonly [K in keyof Required<T>]: true }

/** Refuses an options object with a key that does not exist, as a misspelt one would do nothing in silence. */
export function refuseUnknownKeys(options: object, keys: object): void {
  for (const key of Object.keys(options)) {
    if (!Object.hasOwn(keys, key)) {
      const known = Object.keys(keys).join(', ')
      throw new HubConfigError(`there is no option ${quote(key)} here, only ${known}`)
    }
  }
}

/**
 * Checks the document of a call: an object without unknown keys. Keys whose value is `undefined` are left out, all
 * else is kept as it is, `false`, `null` and `[]` included.
 */
export function checkDocument<T extends object>(document: T, keys: Keys<T>): Partial<T> {
  refuseUnknownKeys(checkObject(document), keys)
  return Object.fromEntries(
    Object.entries(document).filter(([, value]) => value !== undefined),
  ) as Partial<T>
}

/** Refuses what is no object. */
export function checkObject(value: unknown): object {
  if (isObject(value)) return value
  throw new HubConfigError(`an object is wanted here, not ${describe(value)}`)
}

/** Whether a value is an object as JSON knows it. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Checks a name that goes into a body: a string that is not empty and that UTF-8 can carry. */
export function checkName(name: unknown, what: string): string {
  if (typeof name !== 'string') {
    throw new HubConfigError(`${what} must be a string, not ${describe(name)}`)
  }
  if (name === '') throw new HubConfigError(`${what} must not be empty`)
  if (!isWellFormed(name)) {
    throw new HubConfigError(
      `${what} ${quote(name)} holds half a surrogate pair, which has no UTF-8 form`,
    )
  }
  return name
}

/** Checks a list of names. A bare string is refused: the hub would take each letter for a name. */
export function checkNames(names: unknown, what: string): readonly string[] {
  if (!Array.isArray(names)) {
    throw new HubConfigError(`${what} must be a list of names, not ${describe(names)}`)
  }
  return names.map((name: unknown) => checkName(name, `each of ${what}`))
}

/** Refuses an empty list. */
export function checkAtLeastOne<T>(values: readonly T[]): readonly T[] {
  if (values.length === 0) throw new HubConfigError('at least one name is needed')
  return values
}

/** Checks a list of scopes or roles; an empty one is meant. */
export function checkStrings(values: unknown, what: string): void {
  if (!Array.isArray(values) || values.some((value) => typeof value !== 'string')) {
    throw new HubConfigError(`${what} must be a list of strings, not ${describe(values)}`)
  }
}

/** Checks a number of something that has no half: seconds, items. */
export function checkInteger(value: unknown, what: string, min: number, max?: number): void {
  if (!Number.isSafeInteger(value) || Number(value) < min || Number(value) > (max ?? Infinity)) {
    const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`
    throw new HubConfigError(`${what} must be a whole number ${range}, not ${describe(value)}`)
  }
}

/** Whether a string is free of lone surrogates. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

/** A value as a sentence can show it: short, on one line. */
export function quote(text: string): string {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text
  return JSON.stringify(shown)
}

function describe(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'number') return String(value)
  if (Array.isArray(value)) return 'a list'
  return `a ${typeof value}`
}
