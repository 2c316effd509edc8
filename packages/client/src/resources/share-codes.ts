import { HubConfigError } from '../errors.ts'
import { checkDocument, checkInteger, checkStrings } from '../input.ts'
import type { Keys } from '../input.ts'
import type { Scope } from '../models/scope.ts'
import type { NewShareCode, ShareCode } from '../models/share.ts'
import type { CallOptions } from '../options.ts'
import { listOf } from '../paging/lists.ts'
import type { PageOptions } from '../paging/page.ts'
import type { Paginated } from '../paging/paginated.ts'
import type { Transport } from '../transport/call.ts'

/** What a new code grants, and for how long. */
export interface NewCode {
  /** `access:servers` unless given. */
  readonly scopes?: readonly Scope[] | undefined
  /** Lifetime in whole seconds, 60 to 31,536,000 (a year); 86,400 (a day) unless given. */
  readonly expires_in?: number | undefined
}

/** A code, by its id (`sc_12`) or by its secret. */
export type CodeReference =
  | { readonly id: string; readonly code?: undefined }
  | { readonly code: string; readonly id?: undefined }

/**
 * Codes that give access to a server to whoever has them, many times over, until they expire. They are accepted in a
 * browser, on the page `accept_url`. Needs hub 5.0. A server's name `''` is the default server.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/reference/sharing.html
 */
export interface ShareCodes {
  /**
   * Lists the codes, without their secrets, of an owner's servers or of one of them. Needs `read:shares`.
   *
   * @param server - All servers of the owner unless given; `''` is the default server.
   */
  list(owner: string, server?: string, options?: PageOptions & CallOptions): Paginated<ShareCode>
  /**
   * Makes a code. Needs `shares` and each granted scope.
   *
   * @returns The code with its secret, which the hub shows this once.
   */
  create(
    owner: string,
    server: string,
    code?: NewCode,
    options?: CallOptions,
  ): Promise<NewShareCode>
  /**
   * Revokes a code; who has accepted it keeps the access. Needs `shares`.
   *
   * @throws {@link NotFoundError}
   */
  revoke(owner: string, server: string, code: CodeReference, options?: CallOptions): Promise<void>
  /** Revokes all codes of a server. Needs `shares`. */
  revokeAll(owner: string, server: string, options?: CallOptions): Promise<void>
}

const newCodeKeys: Keys<NewCode> = { scopes: true, expires_in: true }
const referenceKeys: Keys<CodeReference> = { id: true, code: true }

/** Makes {@link ShareCodes}. */
export const shareCodes = ({ send, oneCall, object, nothing }: Transport): ShareCodes => ({
  list(owner, server, options) {
    const traits = { keyOf: (code: ShareCode) => code.id }
    return server === undefined
      ? listOf({ send, oneCall }, 'GET /share-codes/{owner}', [owner], options, traits)
      : listOf(
          { send, oneCall },
          'GET /share-codes/{owner}/{server}',
          [owner, server],
          options,
          traits,
        )
  },

  async create(owner, server, document = {}, options) {
    const body = checkDocument(document, newCodeKeys)
    checkStrings(body.scopes, 'scopes')
    if (body.expires_in !== undefined) {
      checkInteger(body.expires_in, 'expires_in (seconds)', 60, 31_536_000)
    }
    return object('POST /share-codes/{owner}/{server}', [owner, server], options, { body })
  },

  async revoke(owner, server, reference, options) {
    const query = checkReference(reference)
    await nothing('DELETE /share-codes/{owner}/{server}', [owner, server], options, { query })
  },

  revokeAll: (owner, server, options) =>
    nothing('DELETE /share-codes/{owner}/{server}', [owner, server], options),
})

/** The hub deletes all codes of the server if the value is empty, and reads `sc_2xyz` as `sc_2`. */
function checkReference(reference: CodeReference): { id: string } | { code: string } {
  const { id, code } = checkDocument(reference, referenceKeys)
  if (typeof code === 'string' && /^[\w-]+$/.test(code) && id === undefined) return { code }
  if (typeof id === 'string' && /^sc_\d+$/.test(id) && code === undefined) return { id }
  throw new HubConfigError('give either id (sc_12) or code')
}
