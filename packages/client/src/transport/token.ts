import { isAtLeast } from '../access/version.ts'
import { ForbiddenError, HubConfigError } from '../errors.ts'
import { checkToken } from '../options.ts'
import type { TokenSource } from '../options.ts'
import type { Clock } from './clock.ts'

const longestAskingMs = 10_000

/** Where attempts have their token from. */
export interface TokenSupply {
  /** The token to send; `''` for none. */
  readonly get: () => string | Promise<string>
  /** The token to send in place of one that the hub does not know: the same again if there is no other. */
  readonly inPlaceOf: ((unknown: string) => Promise<string>) | undefined
  /** Set for the XSRF token of a page, which goes with the page's cookies; others are the credential themselves. */
  readonly isXsrf?: true
}

/** Asks a token function before every attempt. Attempts that need a token at the same time share one asking. */
export function supplyToken(source: TokenSource | null, clock: Clock): TokenSupply {
  if (typeof source !== 'function') return { get: () => source ?? '', inPlaceOf: undefined }
  let newest: string | undefined
  let asking: Promise<string> | undefined
  let askedAt = 0
  const ask = async (): Promise<string> => {
    const token = await source()
    checkToken(token)
    newest = token
    return token
  }
  const get = (): Promise<string> => {
    // One that hangs is not waited for by those who come later.
    if (asking === undefined || clock.now() > askedAt + longestAskingMs) {
      askedAt = clock.now()
      const own = ask().finally(() => {
        if (asking === own) asking = undefined
      })
      asking = own
    }
    return asking
  }
  return {
    get,
    // Of many calls that one token has failed, the first asks for the next.
    inPlaceOf: async (unknown) => (newest === undefined || newest === unknown ? get() : newest),
  }
}

/**
 * Has the XSRF token of the page that this runs in.
 *
 * @throws {@link HubConfigError} if there is no page, or it is not one of the hub's.
 */
export function supplyXsrfToken(apiUrl: string, clock: Clock): TokenSupply {
  // The origin of a page in a sandbox is `null`, whatever its address is.
  if (globalThis.document === undefined || !apiUrl.startsWith(`${globalThis.origin}/`)) {
    throw new HubConfigError(
      "credentials: 'include' is for pages of the hub: elsewhere use a token",
    )
  }
  // On first use: few programs run in such a page.
  const load = () => import('./cookies.ts')
  return {
    get: async () => (await load()).readXsrf(),
    inPlaceOf: async (unknown) => (await load()).xsrfInPlaceOf(unknown, apiUrl, clock),
    isXsrf: true,
  }
}

/** Whether an attempt that was refused with a token may be made again with another. */
export function mayDoWithAnother(
  { inPlaceOf, isXsrf }: TokenSupply,
  token: string,
  error: unknown,
): boolean {
  // That there is none may be why it was refused.
  const isWrong = isXsrf ? /xsrf/i.test(String(error)) : token !== ''
  return inPlaceOf !== undefined && isWrong && meansUnknownToken(error)
}

/**
 * Whether a refusal says that the hub does not know the token: it never answers 401. Hubs from 2.0 to 4.0.1 say the
 * same for a scope that is missing; a request with an `Origin` is told of an XSRF token instead.
 *
 * @see https://github.com/jupyterhub/jupyterhub/blob/main/jupyterhub/scopes.py `needs_scope`
 */
function meansUnknownToken(error: unknown): boolean {
  if (!ForbiddenError.isInstance(error)) return false
  if (error.requiredScopes.length > 0) return !isAtLeast(error.hubVersion ?? '', '4.0.2')
  const { message }: { readonly message?: unknown } = Object(error.body)
  return /^(null|"Forbidden"|"Missing or invalid cred.*|.*xsrf.*)$/i.test(JSON.stringify(message))
}
