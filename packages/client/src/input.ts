import { HubConfigError } from './errors.ts'

/** Keys that an options object may have: one `true` each, so that the compiler sees to it that none is forgotten. */
export type Keys<T> = { readonly [K in keyof Required<T>]: true }

/** Refuses an options object with a key that does not exist, as a misspelt one would do nothing in silence. */
export function refuseUnknownKeys(options: object, ...keys: readonly object[]): void {
  for (const key of Object.keys(options)) {
    if (!keys.some((some) => Object.hasOwn(some, key))) {
      const known = Object.keys(Object.assign({}, ...keys)).join(', ')
      throw new HubConfigError(`there is no option "${key}", only ${known}`)
    }
  }
}

/** Checks the document of a call: an object without unknown keys. */
export function checkDocument<T extends object>(document: T, keys: Keys<T>): T {
  refuseUnknownKeys(checkObject(document), keys)
  return document
}

/** Refuses a document that says nothing. */
export function checkNotEmpty<T extends object>(document: T, wanted: string): T {
  if (isEmpty(document)) throw new HubConfigError(`nothing to send: give ${wanted}`)
  return document
}

/** Whether an object says nothing: JSON leaves `undefined` out. */
export function isEmpty(document: object): boolean {
  return Object.values(document).every((value) => value === undefined)
}

/** An object without the keys whose value is `undefined`. */
export function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>
}

/** Refuses what is no object. */
export function checkObject<T>(value: T): T & object {
  mustBe(isObject(value), 'this', 'an object', value)
  return value as T & object
}

/** Whether a value is an object as JSON knows it. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Checks a name: a string that is not empty and that UTF-8 can carry. `.` and `..` are refused, in bodies too: URL parsers
 * resolve them even when they are encoded, so that deleting a user called `..` would delete something else.
 */
export function checkName(name: unknown, what: string): string {
  mustBe(typeof name === 'string', what, 'a string', name)
  if (name === '') throw new HubConfigError(`${what} must not be empty`)
  if (name === '.' || name === '..') {
    throw new HubConfigError(`${what} must not be "${name}": no URL can carry it`)
  }
  return checkText(name as string, what)
}

/** Refuses half a surrogate pair, which has no UTF-8 form. The text is not shown: it may be secret. */
export function checkText(text: string, what: string): string {
  if (/\p{Surrogate}/u.test(text)) {
    throw new HubConfigError(`${what} holds half a surrogate pair`)
  }
  return text
}

/** Checks a list of names. A bare string is refused: the hub would take each letter for a name. */
export function checkNames(names: readonly string[], what: string): readonly string[] {
  mustBe(Array.isArray(names), what, 'a list of names', names)
  for (const name of names) checkName(name, `one of the ${what}`)
  return names
}

/** Checks a list of scopes or roles, if there is one; an empty one is meant. */
export function checkStrings(values: readonly string[] | undefined, what: string): void {
  const sound = Array.isArray(values) && values.every((value) => typeof value === 'string')
  mustBe(values === undefined || sound, what, 'a list of strings', values)
}

/** Checks a number of something that has no half: seconds, items. */
export function checkInteger(
  value: unknown,
  what: string,
  min: number,
  max: number = 2 ** 31 - 1,
): void {
  const sound = Number.isInteger(value) && Number(value) >= min && Number(value) <= max
  mustBe(sound, what, `a whole number from ${min} to ${max}`, value)
}

function mustBe(sound: boolean, what: string, wanted: string, value: unknown): void {
  if (sound) return
  const plain = value === null || typeof value === 'number' || typeof value === 'boolean'
  const given = plain ? String(value) : Array.isArray(value) ? 'a list' : typeof value
  throw new HubConfigError(`${what} must be ${wanted}, not ${given}`)
}
