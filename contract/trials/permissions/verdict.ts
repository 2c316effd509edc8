/** What a hub answered. */
export interface Answer {
  readonly status: number
  /** Of the body, if it is JSON that has one. */
  readonly message?: string | null | undefined
}

/** Hides from those whose scopes are narrowed whether there is such a thing. */
const masked = 'No access to resources or resources not found'

/**
 * Whether a hub refused for want of permission. Whatever else it says against a request, it has let it in before.
 *
 * @throws For an answer that shows neither.
 */
export function isRefusal({ status, message }: Answer): boolean {
  if (status >= 500) throw new Error(`the hub failed with ${status}: ${message}`)
  return status === 403 || (status === 404 && message === masked)
}
