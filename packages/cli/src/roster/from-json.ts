import { messageOf } from '../errors/message-of.ts'
import type { Entries, Entry } from './from-csv.ts'
import type { Placed, Problem } from './roster.ts'

const rootKeys = new Set(['users', 'groups'])

/** Says what is wrong, and where: at the beginning unless given. */
type Wrong = (says: string, place?: Omit<Problem, 'says'>) => void

/**
 * Reads a roster as JSON: `{ "users": [{ "name": "ada", "admin": false, "groups": ["class101"] }], "groups": ["class101"] }`. JSON has
 * no places: the place is that of the name, as well as it can be found.
 */
export function entriesFromJson(text: string): Entries {
  const problems: Problem[] = []
  const wrong: Wrong = (says, { line, column } = { line: 1, column: 1 }) => {
    problems.push({ line, column, says })
  }
  const { users, groups } = rootOf(text, wrong)
  const named = groups === undefined ? [] : namesOf(groups, 'groups', wrong)
  return {
    entries: users.flatMap((user, at) => entryOf(text, user, at, wrong) ?? []),
    groups: named.map((name) => placed(text, name)),
    problems,
  }
}

function rootOf(text: string, wrong: Wrong): { users: readonly unknown[]; groups: unknown } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    wrong(messageOf(error))
    return { users: [], groups: undefined }
  }
  const root = objectOf(value)
  if (root === undefined) wrong('an object with "users" is needed')
  for (const key of Object.keys(root ?? {})) if (!rootKeys.has(key)) wrong(`there is no "${key}"`)
  return { users: listOf(root?.['users'], 'users', wrong), groups: root?.['groups'] }
}

function entryOf(text: string, user: unknown, at: number, wrong: Wrong): Entry | undefined {
  const { name, admin, groups = [], ...others } = objectOf(user) ?? {}
  if (typeof name !== 'string') {
    wrong(`user ${at + 1} has no name`)
    return undefined
  }
  const place = placed(text, name)
  for (const key of Object.keys(others)) wrong(`there is no "${key}" of users`, place)
  if (admin !== undefined && typeof admin !== 'boolean') wrong('"admin" is true or false', place)
  const here = (word: string): Placed => Object.assign({}, place, { text: word })
  return {
    name: place,
    admin: typeof admin === 'boolean' ? here(String(admin)) : undefined,
    groups: namesOf(groups, `groups of ${name}`, wrong).map(here),
  }
}

const objectOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined

function listOf(value: unknown, what: string, wrong: Wrong): readonly unknown[] {
  if (Array.isArray(value)) return value
  wrong(`"${what}" is no list`)
  return []
}

function namesOf(value: unknown, what: string, wrong: Wrong): string[] {
  const names = listOf(value, what, wrong)
  if (!names.every((name) => typeof name === 'string')) wrong(`"${what}" holds what is no name`)
  return names.filter((name) => typeof name === 'string')
}

function placed(text: string, name: string): Placed {
  const at = Math.max(0, text.indexOf(JSON.stringify(name)))
  const before = text.slice(0, at).split('\n')
  return { text: name, line: before.length, column: (before.at(-1) ?? '').length + 1 }
}
