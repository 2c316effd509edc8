import { ForbiddenError, HubConfigError, HubResponseError } from '../errors.ts'
import { isObject } from '../input.ts'
import type { Explanation } from '../models/explanation.ts'
import type { Identity } from '../models/identity.ts'
import type { CallOptions } from '../options.ts'
import type { Transport } from '../transport/call.ts'
import { inBrowser } from '../transport/headers.ts'
import { explanationOf } from './explanation.ts'
import { targetIn } from './operation-target.ts'
import type { Evidence } from './refusal.ts'
import { isAtLeast } from './version.ts'

/** Finds out why the hub refused something, with one request to `/user`. */
export async function explain(
  transport: Transport,
  error: unknown,
  options: CallOptions | undefined,
): Promise<Explanation> {
  if (!HubResponseError.isInstance(error) || (error.status !== 403 && error.status !== 404)) {
    throw new HubConfigError('give the error of a call that the hub answered with 403 or 404')
  }
  const credential = await credentialOf(transport)
  const { operation, path, hubVersion: version } = error
  return explanationOf(
    {
      error,
      words: wordsOf(error),
      target: operation === undefined ? {} : targetIn(operation, path),
      version,
      credential,
      ...(credential === 'none' ? nobody : await askWho(transport, version, options)),
    },
    transport.settings.apiUrl,
  )
}

const nobody = { identity: undefined, tokenIsKnown: false }

/** How requests say who makes them. */
async function credentialOf({ settings }: Transport): Promise<Evidence['credential']> {
  const { headers, tokens } = settings
  if (tokens.isXsrf) return 'cookie'
  if (headers['authorization'] !== undefined || (await tokens.get()) !== '') return 'token'
  return headers['cookie'] === undefined ? 'none' : 'cookie'
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
