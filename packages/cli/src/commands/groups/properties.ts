import type { Verb } from '../../command.ts'
import { usageError } from '../../errors/cli-error.ts'
import { harmlessJson } from '../../output/harmless.ts'
import { bodyOf } from '../api/fields.ts'
import { readJson } from '../json-input.ts'

/** What `jhub groups properties` takes. */
export interface PropertiesFlags {
  readonly set?: readonly string[] | undefined
  readonly unset?: readonly string[] | undefined
  readonly input?: string | undefined
}

/** Shows the properties of a group, or changes them first. */
export const properties: Verb<PropertiesFlags, [name: string]> = async (stage, name) => {
  const { io, hub, flags, signal } = stage
  const { set = [], unset = [], input } = flags
  const isChange = set.length > 0 || unset.length > 0
  if (input !== undefined && isChange) throw usageError('say --input, or --set and --unset')
  const change = bodyOf(set) ?? {}
  const now = input === undefined ? (await hub.groups.get(name, { signal })).properties : undefined
  const wanted = input === undefined ? { ...now, ...change } : await readJson(io, input)
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) {
    throw usageError('properties are an object', 'Such as {"quota": 5}.')
  }
  for (const key of unset) Reflect.deleteProperty(wanted, key)
  const shown =
    input === undefined && !isChange
      ? wanted
      : (await hub.groups.setProperties(name, { ...wanted }, { signal })).properties
  io.stdout.write(`${harmlessJson(shown, io.stdout.isTTY ? 2 : undefined)}\n`)
}
