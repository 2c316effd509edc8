import type { Role } from './role.ts'
import type { Token } from './token.ts'

/** A program that has a token of its own, or signs people in. */
export class Service {
  readonly kind = 'service'
  readonly id: number
  name: string
  admin = false
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
  readonly roles: Set<Role> = new Set()
  readonly tokens: Set<Token> = new Set()

  constructor(id: number, name: string) {
    this.id = id
    this.name = name
  }
}
