/** What commands take that show things. */
export interface OutputFlags {
  /** Names of fields, with commas: show them as JSON. */
  readonly json?: string | undefined
  /** Show them as CSV. */
  readonly csv?: boolean | undefined
}
