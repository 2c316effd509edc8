import type { Role } from './role.ts'
import type { Token } from './token.ts'
/** A program that has a token of its own, or signs people in. */
export declare class Service {
  readonly kind = 'service'
  readonly id: number
  name: string
  admin: boolean
  url: string
  info: Readonly<Record<string, unknown>>
  display: boolean
  /** Whether it comes from the configuration, and so cannot be deleted. */
  fromConfig: boolean
  /** As an OAuth client, if it is one. */
  oauthClientId: string
  oauthRedirectUri: string | null
  oauthNoConfirm: boolean
  oauthClientAllowedScopes: readonly string[]
  readonly roles: Set<Role>
  readonly tokens: Set<Token>
  constructor(id: number, name: string)
}
//# sourceMappingURL=service.d.ts.map
