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

/** Replaces every secret in a text, as it is and percent-encoded. */
export function redact(text: string, secrets: readonly string[]): string {
  let safe = text
  for (const secret of secrets) {
    if (secret === '') continue
    safe = safe.replaceAll(secret, mask).replaceAll(encodeURIComponent(secret), mask)
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
