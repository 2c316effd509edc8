const mask = '[redacted]'

/** Fields of bodies and queries whose values are secret. */
const secretFields = new Set([
  'api_token',
  'auth_token',
  'client_secret',
  'code',
  'code_verifier',
  'password',
])

/**
 * Replaces every secret in a text, as it is and percent-encoded. A text that holds one in yet another spelling (JSON's, a
 * form's, a page's) is given up whole.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let safe = text
  for (const secret of secrets) {
    if (secret === '') continue
    safe = safe.replaceAll(encodeURIComponent(secret), mask).replaceAll(secret, mask)
    // No spelling changes letters and digits.
    const runs = secret.match(/[a-z0-9]{4,}/gi) ?? []
    if (runs.some((run) => safe.includes(run))) return mask
  }
  return safe
}

/** The secrets among the fields of a body or a query: a hub's error may quote them. */
export function secretsIn(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body).flatMap(([field, value]) =>
    typeof value === 'string' && secretFields.has(field) ? [value] : secretsIn(value),
  )
}
