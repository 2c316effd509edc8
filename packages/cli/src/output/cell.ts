import { harmless } from './harmless.ts'
import { relativeTime } from './relative-time.ts'
import type { Field } from './shape.ts'

/**
 * A field as a person reads it on a terminal.
 *
 * @param now - Milliseconds since 1970.
 */
export function cellForPeople<T>(field: Field<T>, item: T, now: number): string {
  const value = field.of(item)
  if (field.kind === 'time' && typeof value === 'string') return harmless(relativeTime(value, now))
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return harmless(value.map(String).join(', '))
  return textOf(value)
}

/** A field as a program reads it: on one line, without tabs. */
export function cellForPrograms<T>(field: Field<T>, item: T): string {
  const value = field.of(item)
  return Array.isArray(value) ? harmless(value.map(String).join(',')) : textOf(value)
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return harmless(typeof value === 'string' ? value : JSON.stringify(value))
}
