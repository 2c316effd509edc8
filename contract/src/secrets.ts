/** Something that was printed. */
export interface Evidence {
  readonly name: string
  readonly text: string
}

/**
 * Looks for secrets, as they are, percent-encoded, or in base64, in what was printed.
 *
 * @returns A sentence for each piece that holds one, which does not show it.
 */
export function findSecrets(secrets: readonly string[], evidence: readonly Evidence[]): string[] {
  const forms = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
  ])
  return evidence.flatMap(({ name, text }) => {
    const hits = forms.filter((form) => text.includes(form)).length
    return hits === 0 ? [] : [`${name}: ${hits} secrets are in it`]
  })
}
