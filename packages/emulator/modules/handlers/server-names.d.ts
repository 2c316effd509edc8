import type { Call } from '../http/call.ts'
import type { User } from '../state/user.ts'
/**
 * Refuses a named server that there may not be.
 *
 * @throws {@link HttpError} 400.
 */
export declare function checkServerName(
  { hub }: Call,
  user: User,
  name: string,
  {
    displayName,
    limited,
  }: {
    readonly displayName: string
    readonly limited?: boolean
  },
): void
//# sourceMappingURL=server-names.d.ts.map
