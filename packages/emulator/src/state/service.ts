import { MaybeAdmin } from './admin.ts'
import type { Role } from './role.ts'
import type { Token } from './token.ts'

/** A program that has a token of its own, or signs people in. */
export class Service extends MaybeAdmin {
  readonly kind = 'service'
  readonly id: number
  name: string
  url = ''
  info: Readonly<Record<string, unknown>> = {}
  display = true
  /** Whether it comes from the configuration, and so cannot be deleted. */
  fromConfig = false
  /** As an OAuth client, if it is one. */
  oauthClientId = ''
  oauthRedirectUri: string | null = null
  oauthNoConfirm = false
  oauthClientAllowedScopes: readonly string[] = []
  readonly tokens: Set<Token> = new Set()

  constructor(id: number, name: string, adminRole: () => Role | undefined) {
    super(adminRole)
    this.id = id
    this.name = name
  }
}
