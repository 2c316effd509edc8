import type { Io } from '../io.ts'
import type { KnownHub } from './known-hubs.ts'
import { openHub } from './open-hub.ts'
import { findToken } from './secrets.ts'

const revocationMs = 20_000

/**
 * Revokes a token that a login made.
 *
 * @returns Whether it is gone; not so if the hub does not answer, or the token may not do that.
 */
export async function revokeToken(
  io: Io,
  name: string,
  known: KnownHub,
  debug: boolean,
): Promise<boolean> {
  const token = await findToken(io, name, known)
  if (token === undefined || known.tokenId === undefined) return false
  try {
    const hub = await openHub(io, { url: known.apiUrl, token, debug })
    await hub.tokens.revoke(known.owner, known.tokenId, { totalTimeout: revocationMs })
    return true
  } catch {
    // The caller says that it is still valid, and where to revoke it.
    return false
  }
}
