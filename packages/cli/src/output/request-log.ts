import type { Middleware } from 'jupyterhub-client'
import { messageOf } from '../errors/message-of.ts'
import type { Io } from '../io.ts'
import { style } from './colour.ts'
import { harmless } from './harmless.ts'

const secretKeys = new Set([
  'api_token',
  'auth',
  'auth_state',
  'auth_token',
  'client_secret',
  'code',
  'environment',
  'password',
  'token',
])

/** Shows each request on stderr, with what came of it. Secrets are replaced; the token is not among what it sees. */
export function requestLog(io: Io): Middleware {
  const paint = style(io.stderr, io.env)
  const say = (line: string) => io.stderr.write(`${paint.dim(harmless(line))}\n`)
  return async (request, next) => {
    const { method, body } = request
    const url = withoutSecrets(request.url)
    say(`> ${method} ${url}${body === undefined ? '' : ` ${bodyWithoutSecrets(body)}`}`)
    const start = io.now()
    try {
      const response = await next(request)
      say(`< ${response.status} ${method} ${url} in ${io.now() - start} ms`)
      return response
    } catch (error) {
      say(`< ${method} ${url} failed after ${io.now() - start} ms: ${messageOf(error)}`)
      throw error
    }
  }
}

/** Three addresses of the hub have a secret in them. */
const withoutSecrets = (url: string): string =>
  url
    .replace(/(\/authorizations\/(?:token|cookie\/[^/]+)\/)[^/?]+/, '$1<secret>')
    .replaceAll(/([?&](?:code|token)=)[^&]*/g, '$1<secret>')

function bodyWithoutSecrets(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), (key, value: unknown) =>
      secretKeys.has(key) ? '<secret>' : value,
    )
  } catch {
    return `<${body.length} characters>`
  }
}
