/** A program that has a token of its own, or signs people in. */
export class Service {
  constructor(id, name) {
    this.kind = 'service'
    this.admin = false
    this.url = ''
    this.info = {}
    this.display = true
    /** Whether it comes from the configuration, and so cannot be deleted. */
    this.fromConfig = false
    /** As an OAuth client, if it is one. */
    this.oauthClientId = ''
    this.oauthRedirectUri = null
    this.oauthNoConfirm = false
    this.oauthClientAllowedScopes = []
    this.roles = new Set()
    this.tokens = new Set()
    this.id = id
    this.name = name
  }
}
//# sourceMappingURL=service.js.map
