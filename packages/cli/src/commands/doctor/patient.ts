import { chosenHub } from '../../contexts/choose.ts'
import { readKnownHubs } from '../../contexts/known-hubs.ts'
import { openHub } from '../../contexts/open-hub.ts'
import { findToken } from '../../contexts/secrets.ts'
import type { Io } from '../../io.ts'

/** Where to look, and with what. */
export interface Place {
  readonly url: string
  readonly token: string | undefined
}

/**
 * The hub at an address, with the token for it if there is one here; or the hub that commands ask.
 *
 * @throws {@link CliError} if neither is known.
 */
export async function placeOf(
  io: Io,
  url: string | undefined,
  named: string | undefined,
): Promise<Place> {
  if (url === undefined) return chosenHub(io, named)
  return {
    url,
    token: await tokenFor(io, (await openHub(io, { url, token: null, debug: false })).apiUrl),
  }
}

/** A token leaves for the hub alone that it is of. */
async function tokenFor(io: Io, apiUrl: string): Promise<string | undefined> {
  const { JUPYTERHUB_API_URL: own, JUPYTERHUB_API_TOKEN: ownToken } = io.env
  if (own && ownToken && own.replace(/\/$/, '') === apiUrl) return ownToken
  const { hubs } = await readKnownHubs(io)
  for (const [name, hub] of Object.entries(hubs)) {
    if (hub.apiUrl === apiUrl) return findToken(io, name, hub)
  }
  return undefined
}
