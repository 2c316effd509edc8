/** Names of what is not to be printed, in bodies and forms. */
const secret =
  /^(password|secret|client_secret|token|\w+_token|code|code_verifier|auth_state|_xsrf)$/

const mask = '***'

/** What was sent, without secrets: fields of those names, at any depth, and of forms. */
export function maskBody(body: unknown): unknown {
  if (typeof body === 'string') return maskForm(body)
  if (Array.isArray(body)) return body.map(maskBody)
  if (typeof body !== 'object' || body === null) return body
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, secret.test(name) ? mask : maskBody(value)]),
  )
}

const maskForm = (text: string): string =>
  text.replaceAll(/(^|&)([^=&]+)=[^&]*/g, (pair, before: string, name: string) =>
    secret.test(decode(name)) ? `${before}${name}=${mask}` : pair,
  )

/** A path without the tokens and cookies that hubs once took in it. */
export const maskPath = (path: string): string =>
  path.replace(/(\/authorizations\/(?:token|cookie\/[^/]*)\/).+$/, `$1${mask}`)

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
