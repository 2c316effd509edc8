import type { Application } from '@stricli/core'
import type { Context } from '../command.ts'

type Target = Application<Context>['root']

/**
 * The help for a command line that cannot be read: of its command, as far as there is one. Who says a verb without its noun is shown
 * where there is that verb.
 */
export function whereToLook(root: Target, args: readonly string[]): string {
  const words: string[] = []
  let target: Target | undefined = root
  for (const word of args) {
    target = below(target, word)
    if (target === undefined) break
    words.push(word)
  }
  const [first = ''] = args
  const found = words.length === 0 ? nounsOf(root, first).map((noun) => `${noun} ${first}`) : []
  if (found.length > 0) return `There is: ${found.map((command) => `jhub ${command}`).join(', ')}`
  return `See: ${['jhub', ...words].join(' ')} --help`
}

const below = (target: Target, word: string): Target | undefined =>
  'getRoutingTargetForInput' in target ? target.getRoutingTargetForInput(word) : undefined

/** Nouns that have such a verb. */
export function nounsOf(root: Target, verb: string): string[] {
  if (!('getAllEntries' in root)) return []
  return root
    .getAllEntries()
    .filter(({ target }) => below(target, verb) !== undefined)
    .map(({ name }) => name['convert-camel-to-kebab'])
}
