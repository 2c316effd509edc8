/** Names of what is not to be printed, in bodies and forms. */
const secret = /^(\w*password|\w*secret|\w*token|\w*key|code|code_?verifier|auth_?state|_?xsrf)$/i

const mask = '***'

/** What was sent, without secrets: fields of those names, at any depth, and of forms. Of other text nothing is shown. */
export function maskBody(body: unknown): unknown {
  if (typeof body !== 'string') return maskValue(body)
  return /^[^\s{["]*=/.test(body) ? maskForm(body) : `(${body.length} characters)`
}

function maskValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      secret.test(name) ? mask : maskValue(field),
    ]),
  )
}

const maskForm = (text: string): string =>
  text.replaceAll(/(^|&)([^=&]+)=[^&]*/g, (pair, before: string, name: string) =>
    secret.test(decode(name)) ? `${before}${name}=${mask}` : pair,
  )

/** Values of a query without those that are secret. */
export const maskQuery = (query: URLSearchParams): Record<string, string> =>
  Object.fromEntries([...query].map(([name, value]) => [name, secret.test(name) ? mask : value]))

/** The URL of a page without the secrets in its query. */
export function maskUrl(url: string): string {
  const [place = '', query] = url.split('?', 2)
  return query === undefined ? url : `${place}?${maskForm(query)}`
}

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
