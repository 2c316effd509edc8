import { HttpError, crash } from '../http/errors.ts'
import type { Hub } from '../hub.ts'
import { repr } from '../python/repr.ts'
import type { Service } from '../state/service.ts'
import type { User } from '../state/user.ts'
import { expandScopes } from './expand.ts'
import { intersectScopes, partition } from './scopes.ts'
import { groupsOf, scopesOfOwner } from './scopes-of.ts'

/**
 * Refuses scopes that no hub of the version knows.
 *
 * @throws {@link HttpError} 400 with the sentence in quotes, as it is that of a Python `KeyError`; before 5.0 500.
 */
export function checkScopesExist(hub: Hub, scopes: readonly string[], whoFor: string): void {
  for (const scope of scopes) {
    const [base, filter] = partition(scope, '!')
    if (!hub.scopes.has(base)) throw unknown(hub, `Scope '${scope}' for ${whoFor} does not exist`)
    if (
      filter !== '' &&
      !/^(?:(?:user|service|group|server)=|(?:user|service|server)$)/.test(filter)
    ) {
      const sentence = `Scope filter ${filter} '!${filter}' in scope '${scope}' for ${whoFor} does not exist`
      throw unknown(hub, sentence)
    }
  }
}

function unknown({ traits }: Hub, sentence: string): HttpError {
  return traits.unknownScopeExplained ? new HttpError(400, repr(sentence)) : crash()
}

/** Which of these scopes somebody does not hold. */
export function excessScopes(hub: Hub, owner: User | Service, raw: readonly string[]): string[] {
  const scopes = raw.filter((scope) => scope !== 'inherit')
  const wanted = expandScopes(scopes, hub, owner)
  const held = intersectScopes(wanted, scopesOfOwner(hub, owner), groupsOf(hub))
  return [...wanted].filter((scope) => !held.has(scope))
}
