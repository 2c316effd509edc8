/**
 * A service. Fields that the token may not see are absent. The hub spells what is not set in two ways:
 * `''`, `{}`, `[]` and `0` from `services.list` and `services.get`, and `null` (or `''`, on hubs before 5.0) from `whoami`.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/reference/services.html
 */
export interface Service {
  /** Absent in hub 1.x's lists. */
  readonly kind?: 'service'
  readonly name: string
  readonly admin?: boolean
  /** Names of its roles. [`read:roles:services`] Hub 2.0. */
  readonly roles?: readonly string[]
  /** Where the hub reaches it. [`read:services`] */
  readonly url?: string | null
  /** Path under which the hub's proxy shows it. [`read:services`] */
  readonly prefix?: string
  /** Command of a service that the hub runs. [`read:services`] */
  readonly command?: readonly string[] | string
  /** Process id of a service that the hub runs, else 0. [`read:services`] */
  readonly pid?: number
  /** Free-form description. [`read:services`] */
  readonly info?: Readonly<Record<string, unknown>> | string | null
  /** Listed on the hub's services page. [`read:services`] Hub 2.0. */
  readonly display?: boolean | string | null
}

/** A service to be created at run time: one that runs elsewhere. Hub 5.0. */
export interface ServiceDefinition {
  readonly admin?: boolean | undefined
  /** Where the hub reaches it; the hub polls this before it answers. */
  readonly url?: string | undefined
  /** Its token: 8 characters at least. */
  readonly api_token?: string | undefined
  readonly info?: Readonly<Record<string, unknown>> | undefined
  readonly display?: boolean | undefined
  readonly oauth_no_confirm?: boolean | undefined
  readonly oauth_client_id?: string | undefined
  readonly oauth_redirect_uri?: string | undefined
  /** Scopes that the service may ask its visitors for. */
  readonly oauth_client_allowed_scopes?: readonly string[] | undefined
  readonly environment?: Readonly<Record<string, string>> | undefined
  readonly cwd?: string | undefined
  readonly user?: string | undefined
}
