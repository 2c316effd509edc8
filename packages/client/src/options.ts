import { HubConfigError } from './errors.ts'
import { checkInteger, checkObject, refuseUnknownKeys } from './input.ts'
import type { Keys } from './input.ts'
import type { Clock } from './transport/clock.ts'
import type { HeaderOptions } from './transport/headers.ts'
import type { Middleware } from './transport/middleware.ts'
import type { HttpTransport } from './transport/wire.ts'

/** The part of `fetch` that the client uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/**
 * A token, or a function that gives one. It is asked before every attempt; attempts that need a token at the same time
 * share one asking. When the hub does not know what it gave, it is asked once more, and the attempt is made again if
 * the answer is another.
 */
export type TokenSource = string | (() => string | Promise<string>)

/** What every call takes as its last argument. */
export interface CallOptions {
  /** Aborts the call, which then rejects with the signal's own `reason`. */
  readonly signal?: AbortSignal | undefined
  /**
   * Milliseconds for one attempt, body included: 60,000 unless said otherwise, as the hub itself may hold a start or
   * stop for over 10 s. Given to a progress stream itself: its longest silence, 30,000 unless said otherwise.
   */
  readonly timeout?: number | undefined
  /** Milliseconds for the whole call, its repeats and their waits included. No limit unless given. */
  readonly totalTimeout?: number | undefined
  /** How often a failed attempt may be made again, where that is safe: 2 unless said otherwise, 0 for never. */
  readonly retries?: number | undefined
  /** Headers to send besides; `null` takes one out. An `authorization` of your own replaces the token. */
  readonly headers?: HeaderOptions | undefined
  /** Middleware for this call, inside that of the hub. */
  readonly middleware?: readonly Middleware[] | undefined
}

/** What a {@link JupyterHub} is made from. */
export interface ClientOptions extends Omit<CallOptions, 'signal'> {
  /**
   * The hub: its base URL, or the address of any of its pages (`https://host`, `…/prefix`, `…/hub/home`,
   * `…/user/ada/lab`, `…/hub/api`). On a hub with subdomains: an address on the hub's own host.
   */
  readonly url: string
  /** The token; `null` for the few calls that need none, and with `credentials`. It never leaves the hub's origin. */
  readonly token: TokenSource | null
  /**
   * Only in pages that the hub itself serves, with `token: null`: whoever is logged in asks. Requests carry the page's
   * cookies and, since hub 4.0, the `_xsrf` cookie as `X-XSRFToken`. It is read at every attempt, and fetched anew when the
   * hub calls it wrong, as after a login: by a hidden frame, since the hub sets it for pages only. The page's address must
   * be below the hub's `/hub/`: up to hub 3.1 its `Referer` must show that, and since 4.0 no other page sees the cookie.
   *
   * @see https://jupyterhub.readthedocs.io/en/stable/explanation/websecurity.html
   */
  readonly credentials?: 'include' | undefined
  /** Used in place of the global `fetch`, which is otherwise looked up at every attempt. */
  readonly fetch?: Fetch | undefined
  /** Used in place of `fetch`: what `nodeTransport()` of `jupyterhub-client/node` gives. */
  readonly transport?: HttpTransport | undefined
  /** `User-Agent` outside browsers; `jupyterhub-client/<version>` unless given. */
  readonly userAgent?: string | undefined
  /** Used in place of `performance.now` and `setTimeout`: with one of your own, a test need not sleep. */
  readonly clock?: Clock | undefined
  /** Used in place of `Math.random`, which spreads repeats. 0 to below 1. */
  readonly random?: (() => number) | undefined
}

const sharedKeys: Keys<Omit<CallOptions, 'signal'>> = {
  timeout: true,
  totalTimeout: true,
  retries: true,
  headers: true,
  middleware: true,
}
const callKeys: Keys<CallOptions> = { ...sharedKeys, signal: true }
const otherKeys: Keys<Omit<ClientOptions, 'url'>> = {
  ...sharedKeys,
  token: true,
  credentials: true,
  fetch: true,
  transport: true,
  userAgent: true,
  clock: true,
  random: true,
}

/** @throws {@link HubConfigError} for an option that does not exist or cannot be used. */
export function checkCallOptions(options: CallOptions): void {
  checkOptions(options, callKeys)
}

/** @throws {@link HubConfigError} for an option that does not exist or cannot be used. */
export function checkClientOptions(options: ClientOptions): void {
  checkOptions(options, { ...otherKeys, url: true })
  const { token, credentials, fetch, transport } = options
  if (fetch && transport) throw new HubConfigError('give fetch or transport, not both')
  if (credentials !== undefined && (credentials !== 'include' || token !== null)) {
    throw new HubConfigError("credentials can only be 'include', and that needs token: null")
  }
  if (token !== null && typeof token !== 'function') checkToken(token)
}

/** @throws {@link HubConfigError} for an option that the same hub cannot have otherwise. */
export function checkOtherOptions(options: Partial<ClientOptions>): void {
  checkOptions(options, otherKeys)
}

/** Splits an object that holds call options and keys of its own into the two. */
export function splitOptions<T extends object>(
  both: T,
  keys: object,
): { own: Omit<T, keyof CallOptions>; call: CallOptions } {
  refuseUnknownKeys(checkObject(both), callKeys, keys)
  const own: Record<string, unknown> = {}
  // Copied whole, as a mark may be on them that is no option.
  const call = { ...both } as Record<string, unknown>
  for (const key of Object.keys(keys)) {
    if (key in call) own[key] = call[key]
    delete call[key]
  }
  return { own: own as Omit<T, keyof CallOptions>, call }
}

/** @throws {@link HubConfigError} that does not show the token. */
export function checkToken(token: unknown): void {
  if (typeof token === 'string' && /^[!-~]+$/.test(token)) return
  throw new HubConfigError('no token, or white space in it: trim it, or make one at /hub/token')
}

function checkOptions(options: CallOptions, keys: object): void {
  refuseUnknownKeys(checkObject(options), keys)
  for (const key of ['timeout', 'totalTimeout'] as const) {
    const ms: unknown = options[key]
    if (ms !== undefined && !(typeof ms === 'number' && ms > 0)) {
      throw new HubConfigError(`${key} must be a number of milliseconds above 0`)
    }
  }
  if (options.retries !== undefined) checkInteger(options.retries, 'retries', 0)
}
