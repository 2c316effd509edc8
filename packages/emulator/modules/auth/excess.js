import { HttpError, crash } from '../http/errors.js'
import { repr } from '../python/repr.js'
import { expandScopes } from './expand.js'
import { scopeNames } from './scope-table.js'
import { intersectScopes, partition } from './scopes.js'
import { groupsOf, scopesOfOwner } from './scopes-of.js'
/**
 * Refuses scopes that no hub of the version knows.
 *
 * @throws {@link HttpError} 400 with the sentence in quotes, as it is that of a Python `KeyError`; before 5.0 500.
 */
export function checkScopesExist(hub, scopes, whoFor) {
  const names = scopeNames(hub.traits)
  for (const scope of scopes) {
    const [base, filter] = partition(scope, '!')
    if (!names.has(base)) throw unknown(hub, `Scope '${scope}' for ${whoFor} does not exist`)
    if (
      filter !== '' &&
      !/^(?:(?:user|service|group|server)=|(?:user|service|server)$)/.test(filter)
    ) {
      const sentence = `Scope filter ${filter} '!${filter}' in scope '${scope}' for ${whoFor} does not exist`
      throw unknown(hub, sentence)
    }
  }
}
function unknown({ traits }, sentence) {
  return traits.unknownScopeExplained ? new HttpError(400, repr(sentence)) : crash()
}
/** Which of these scopes somebody does not hold. */
export function excessScopes(hub, owner, raw) {
  const scopes = raw.filter((scope) => scope !== 'inherit')
  const wanted = expandScopes(scopes, hub.traits, owner)
  const held = intersectScopes(wanted, scopesOfOwner(hub, owner), groupsOf(hub))
  return [...wanted].filter((scope) => !held.has(scope))
}
//# sourceMappingURL=excess.js.map
