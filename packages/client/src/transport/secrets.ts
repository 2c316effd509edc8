const mask = '[redacted]'

/** Fields of request bodies whose values are secret. */
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

/** The secrets in a request's body: a hub's error may quote the body. */
export function secretsInBody(body: unknown): string[] {
  if (body instanceof URLSearchParams) return secretsInBody(Object.fromEntries(body))
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body).flatMap(([field, value]) =>
    typeof value === 'string' && secretFields.has(field) ? [value] : secretsInBody(value),
  )
}

/** What may be kept as the cause of an error: some runtimes write the URL into their messages. */
export function safeCause(error: unknown, secrets: readonly string[]): unknown {
  if (!(error instanceof Error)) return error
  const { message } = error
  const inner = error.cause instanceof Error ? error.cause.message : ''
  const leaks = (text: string) => redact(text, secrets) !== text
  return leaks(message) || leaks(inner) ? new Error(redact(message, secrets)) : error
}
