/**
 * A group. Fields that the token may not see are absent.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/rbac/scopes.html
 */
export interface Group {
  /** Absent on hub 1.x in some answers. */
  readonly kind?: 'group'
  readonly name: string
  /** Names of its members. [`read:groups`] */
  readonly users?: readonly string[]
  /** Free-form properties; `null` for a group older than the field. [`read:groups`] Hub 4.0. */
  readonly properties?: Readonly<Record<string, unknown>> | null
  /** Names of its roles. [`read:roles:groups`] Hub 2.0. */
  readonly roles?: readonly string[]
}
