import type { Hub } from '../hub.ts'
import type { Service } from '../state/service.ts'
import type { User } from '../state/user.ts'
/**
 * Refuses scopes that no hub of the version knows.
 *
 * @throws {@link HttpError} 400 with the sentence in quotes, as it is that of a Python `KeyError`; before 5.0 500.
 */
export declare function checkScopesExist(hub: Hub, scopes: readonly string[], whoFor: string): void
/** Which of these scopes somebody does not hold. */
export declare function excessScopes(
  hub: Hub,
  owner: User | Service,
  raw: readonly string[],
): string[]
//# sourceMappingURL=excess.d.ts.map
