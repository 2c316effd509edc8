import { ForbiddenError, HubConfigError, HubResponseError } from '../errors.ts'
import { isObject } from '../input.ts'
import type { Explanation } from '../models/explanation.ts'
import type { Identity } from '../models/identity.ts'
import type { CallOptions } from '../options.ts'
import type { Transport } from '../transport/call.ts'
import { inBrowser, mergeHeaders } from '../transport/headers.ts'
import { explanationOf } from './explanation.ts'
import { namesIn, targetOf } from './operation-target.ts'
import type { Evidence } from './refusal.ts'
import { isAtLeast } from './version.ts'

/** Finds out why the hub refused something, with one request to `/user`. */
export async function explain(
  transport: Transport,
  error: unknown,
  options: CallOptions | undefined,
): Promise<Explanation> {
  if (!HubResponseError.isInstance(error)) {
    throw new HubConfigError('give the error of a call that the hub answered: a HubResponseError')
  }
  const { operation, path, hubVersion, status } = error
  const { memory, apiUrl } = transport.settings
  if (!error.url.startsWith(`${apiUrl}/`)) {
    throw new HubConfigError(
      `${error.url} is of another hub than ${apiUrl}: ask the hub that made the call`,
    )
  }
  const names = operation === undefined ? {} : namesIn(operation, path)
  const version = hubVersion ?? memory.version
  const credential = credentialOf(transport, options)
  const isRefusal = status === 403 || status === 404
  const isAsked = isRefusal && credential !== 'none' && !error.anonymous
  return explanationOf(
    {
      error,
      words: wordsOf(error),
      names,
      target: targetOf(names),
      version,
      credential,
      ...(isAsked ? await askWho(transport, version, options) : nobody),
    },
    apiUrl,
  )
}

const nobody = { identity: undefined, tokenIsKnown: false }

/** How requests say who makes them. */
function credentialOf({ settings }: Transport, options: CallOptions = {}): Evidence['credential'] {
  const { tokens, headers } = settings
  const all: Record<string, string> = { ...headers }
  mergeHeaders(all, options.headers)
  if (tokens.isXsrf) return 'cookie'
  // A token function has one.
  if (all['authorization'] !== undefined || tokens.inPlaceOf || tokens.get() !== '') return 'token'
  return all['cookie'] === undefined ? 'none' : 'cookie'
}

/**
 * Asks who the hub takes the caller for. Of a token that it does not know, it complains of XSRF if the request seems to
 * come from a page; of one that it knows, it does not, even if the login behind it has gone stale.
 *
 * @see https://github.com/jupyterhub/jupyterhub/blob/main/jupyterhub/_xsrf_utils.py `_needs_check_xsrf`
 */
async function askWho(
  transport: Transport,
  version: string | undefined,
  options: CallOptions = {},
): Promise<Pick<Evidence, 'identity' | 'tokenIsKnown'>> {
  const { origin } = new URL(transport.settings.apiUrl)
  const headers = { origin, 'sec-fetch-mode': 'cors', ...options.headers }
  try {
    return {
      identity: await transport.object<Identity>('GET /user', [], { ...options, headers }),
      tokenIsKnown: true,
    }
  } catch (error) {
    if (!ForbiddenError.isInstance(error)) throw error
    // Pages cannot say where they come from, and older hubs do not look.
    const tells = version !== undefined && isAtLeast(version, '4.1') && !inBrowser()
    return { identity: undefined, tokenIsKnown: tells ? !/xsrf/i.test(wordsOf(error)) : undefined }
  }
}

/** What the hub said, as it said it. */
function wordsOf({ body }: HubResponseError): string {
  const words = isObject(body) ? body['message'] : undefined
  return typeof words === 'string' ? words : ''
}
