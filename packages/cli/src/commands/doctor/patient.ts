import { chosenHub } from '../../contexts/choose.ts'
import { hubNamed, readKnownHubs } from '../../contexts/known-hubs.ts'
import type { KnownHubs } from '../../contexts/known-hubs.ts'
import { usageError } from '../../errors/cli-error.ts'
import { openHub } from '../../contexts/open-hub.ts'
import { findToken } from '../../contexts/secrets.ts'
import type { Io } from '../../io.ts'

/** Where to look, and with what. */
export interface Place {
  readonly url: string
  readonly token: string | undefined
  /** Name of the login that the token is of, where several are for this hub. */
  readonly login?: string | undefined
}

/**
 * The hub at an address, with the token for it if there is one here; or the hub that commands ask.
 *
 * @throws {@link CliError} if neither is known, or no hub is of the name that is given.
 */
export async function placeOf(
  io: Io,
  url: string | undefined,
  named: string | undefined,
): Promise<Place> {
  if (url === undefined) {
    const { name, ...chosen } = await chosenHub(io, named)
    if (name === undefined) return chosen
    const logins = loginsAt(chosen.url, await readKnownHubs(io))
    return { ...chosen, login: ifOneOfSeveral(name, logins) }
  }
  const known = await readKnownHubs(io)
  if (named) hubNamed(known.hubs, named)
  const { apiUrl } = await openHub(io, { url, token: null, debug: false })
  return { url, ...(await tokenFor(io, { apiUrl, named, known })) }
}

/** Where a token is wanted for, and what there is to choose from. */
interface Want {
  readonly apiUrl: string
  readonly named: string | undefined
  readonly known: KnownHubs
}

/** A token leaves for the hub alone that it is of; of several for one hub, it is that which other commands would take. */
async function tokenFor(
  io: Io,
  { apiUrl, named, known }: Want,
): Promise<Pick<Place, 'token' | 'login'>> {
  const { JHUB_HUB, JUPYTERHUB_API_URL: own, JUPYTERHUB_API_TOKEN: ownToken } = io.env
  const logins = loginsAt(apiUrl, known)
  if (named && !logins.includes(named)) {
    throw usageError(`the hub ${named} is at another address`, 'Leave out --hub, or the address.')
  }
  const wanted = logins.find((name) => name === (named || JHUB_HUB))
  const isOwn = own?.replace(/\/$/, '') === apiUrl
  if (wanted === undefined && isOwn && ownToken) return { token: ownToken }
  const name = wanted ?? logins.find((login) => login === known.current) ?? logins[0]
  if (name === undefined) return { token: undefined }
  return {
    token: await findToken(io, name, hubNamed(known.hubs, name)),
    login: ifOneOfSeveral(name, logins),
  }
}

const loginsAt = (apiUrl: string, { hubs }: KnownHubs): string[] =>
  Object.entries(hubs).flatMap(([name, hub]) => (hub.apiUrl === apiUrl ? name : []))

const ifOneOfSeveral = (name: string, logins: readonly string[]): string | undefined =>
  logins.length > 1 ? name : undefined
