import type { Context } from '../command.ts'
import type { Kind } from './sources.ts'

/** Proposes how a word goes on. */
export type Propose = (this: Context, partial: string) => Promise<string[]>

const kinds: Readonly<Record<string, readonly Kind[]>> = {
  user: ['user'],
  users: ['user'],
  owner: ['user'],
  group: ['group'],
  groups: ['group'],
  'group-or-user': ['group', 'user'],
  service: ['service'],
  server: ['server'],
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/**
 * How a word goes on whose place in the help has this name: by the hub's own names, where it is a name of the hub's.
 *
 * @param wanted - What the names are of, if the place does not say it.
 */
export function proposalsFor(
  placeholder: string,
  wanted: readonly Kind[] = kinds[placeholder] ?? [],
): Propose {
  return async function propose(partial) {
    if (placeholder === 'method') return methods
    const isPath = placeholder === 'file' || placeholder === 'folder'
    if (isPath && this.completing) this.completing.files = true
    if (placeholder === 'hub') return (await import('./names.ts')).namesOfHubs(this)
    if (wanted.length === 0) return []
    const { namesFromHub } = await import('./names.ts')
    const all = await Promise.all(wanted.map((kind) => namesFromHub(this, kind, partial)))
    return all.flat()
  }
}

/** The same for the last of several words with commas. */
export function listProposalsFor(placeholder: string): Propose {
  const propose = proposalsFor(placeholder)
  return async function proposeLast(partial) {
    const head = partial.slice(0, partial.lastIndexOf(',') + 1)
    const words = await propose.call(this, partial.slice(head.length))
    return words.map((word) => head + word)
  }
}
