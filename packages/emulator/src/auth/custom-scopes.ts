import type { Traits } from '../versions.ts'
import { scopeNames } from './scope-table.ts'

/** A scope of one's own, as `c.JupyterHub.custom_scopes` has it. */
export interface CustomScope {
  readonly description: string
  /** Others of one's own that it includes. */
  readonly subscopes?: readonly string[]
}

/** Scopes of one's own, by their names. */
export type CustomScopes = Readonly<Record<string, CustomScope>>

/** Scopes, each with itself and all that it includes, at any depth. */
export type Scopes = ReadonlyMap<string, readonly string[]>

/** What the name of each begins with. */
export const customPrefix = 'custom:'

/**
 * Every scope that a hub knows. Hubs before 3.0 take no notice of scopes of one's own.
 *
 * @throws Error for what hubs do not start with.
 */
export function knownScopes(traits: Traits, custom: CustomScopes): Scopes {
  const names = scopeNames(traits)
  if (!traits.customScopes || Object.keys(custom).length === 0) return names
  for (const [name, scope] of Object.entries(custom)) checkScope(name, scope, custom)
  const within = Object.keys(custom).map((name) => [name, [...withAll(name, custom)]] as const)
  return new Map([...names, ...within])
}

const pattern = /^custom:[a-z0-9][a-z0-9_\-*:]+[a-z0-9_*]$/

function checkScope(name: string, scope: CustomScope, custom: CustomScopes): void {
  const refuse = (sentence: string): never => {
    throw new Error(`the scope "${name}" of config.custom_scopes ${sentence}`)
  }
  if (!pattern.test(name)) {
    refuse(
      'has to be "custom:" and three or more of a-z, 0-9, _ - * :, of which the first is a letter or digit, and the last no - or :',
    )
  }
  if (typeof scope.description !== 'string') refuse('needs a description')
  for (const part of scope.subscopes ?? []) {
    if (!Object.hasOwn(custom, part)) refuse(`includes "${part}", which is not there, too`)
  }
}

/** A scope and all that it includes, also where two include each other. */
function withAll(name: string, custom: CustomScopes, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found
  found.add(name)
  for (const part of custom[name]?.subscopes ?? []) withAll(part, custom, found)
  return found
}
