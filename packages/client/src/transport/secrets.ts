const stars = '[redacted]'

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
export function mask(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (safe, secret) =>
      secret === ''
        ? safe
        : safe.replaceAll(encodeURIComponent(secret), stars).replaceAll(secret, stars),
    text,
  )
}

/** The same, but gives up a text whole that still holds a secret in another spelling: JSON's, a form's, a page's. */
export function redact(text: string, secrets: readonly string[]): string {
  const safe = mask(text, secrets)
  // No spelling changes letters and digits.
  const runs = secrets.flatMap((secret) => secret.match(/[a-z0-9]{4,}/gi) ?? [])
  return runs.some((run) => safe.includes(run)) ? stars : safe
}

/** The secrets among the fields of a body or a query, and all that a login holds: a hub's error may quote them. */
export function secretsIn(fields: unknown, isLogin = false): string[] {
  if (typeof fields !== 'object' || fields === null) return []
  return Object.entries(fields).flatMap(([name, value]) => {
    if (typeof value !== 'string') return secretsIn(value, isLogin || name === 'auth')
    return secretFields.has(name) || (isLogin && name !== 'username') ? [value] : []
  })
}
