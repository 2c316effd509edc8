import { authError } from '../errors/cli-error.ts'
import type { CliError } from '../errors/cli-error.ts'
import type { Io } from '../io.ts'
import { hubNamed, readKnownHubs } from './known-hubs.ts'
import type { KnownHubs } from './known-hubs.ts'
import { findToken } from './secrets.ts'

/** The hub to ask, and what to ask it with. */
export interface ChosenHub {
  /** Any address of the hub. */
  readonly url: string
  readonly token: string
  /** Name under which it is known; nothing for the one of the environment. */
  readonly name?: string | undefined
}

/**
 * Finds out which hub is meant: the one that is named (`--hub`, `JHUB_HUB`), or the one whose server or service this runs in, or the one
 * that was logged in to, or chosen, last.
 *
 * @throws {@link CliError} if there is none.
 */
export async function chosenHub(io: Io, named: string | undefined): Promise<ChosenHub> {
  const { JHUB_HUB, JUPYTERHUB_API_URL: url, JUPYTERHUB_API_TOKEN: token } = io.env
  const wanted = named || JHUB_HUB
  if (!wanted && url && token) return { url, token }
  const { hubs, current } = await readKnownHubs(io)
  const name = wanted || current
  if (!name) throw noneChosen(hubs)
  const hub = hubNamed(hubs, name)
  const found = await findToken(io, name, hub)
  if (found === undefined) {
    throw authError(
      `the token for ${name} is gone from the ${hub.keptIn}`,
      `Log in again: jhub login ${hub.apiUrl.replace(/hub\/api$/, '')}`,
    )
  }
  return { url: hub.apiUrl, token: found, name }
}

/** Why no hub is meant where none is named: none is known, or none of those that are is the current one. */
export function noneChosen(hubs: KnownHubs['hubs']): CliError {
  const names = Object.keys(hubs).join(', ')
  return names === ''
    ? authError('not logged in to any hub', 'Log in: jhub login https://hub.example.org')
    : authError(`no hub is chosen of ${names}`, 'Choose one: jhub hubs use NAME, or --hub NAME')
}
