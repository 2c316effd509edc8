import { join } from 'node:path'
import { failure, usageError } from '../errors/cli-error.ts'
import type { Io } from '../io.ts'
import { configFolder } from './folder.ts'
import { readPrivate, writePrivate } from './private-file.ts'

/** A hub that somebody has logged in to. */
export interface KnownHub {
  /** Base of its API. */
  readonly apiUrl: string
  /** Whose token it is: the name of a user or of a service. */
  readonly owner: string
  /** Which of both it is; not kept by older versions of this program. */
  readonly kind?: 'user' | 'service' | undefined
  /** Id of the token, if the hub said. */
  readonly tokenId?: string | undefined
  /** Whether the login made the token, so that the logout revokes it. */
  readonly minted: boolean
  /** Where its token is. */
  readonly keptIn: 'keychain' | 'file'
}

/** All hubs that somebody has logged in to. */
export interface KnownHubs {
  /** Name of the one that is asked unless another is named. */
  readonly current?: string | undefined
  readonly hubs: Readonly<Record<string, KnownHub>>
}

/**
 * A hub by its name.
 *
 * @throws {@link CliError} if there is none.
 */
export function hubNamed(hubs: KnownHubs['hubs'], name: string): KnownHub {
  const hub = Object.hasOwn(hubs, name) ? hubs[name] : undefined
  if (hub !== undefined) return hub
  const known = Object.keys(hubs).join(', ') || 'none'
  throw usageError(`there is no hub named ${name}`, `Known hubs: ${known}`)
}

const fileOf = ({ env }: Io): string => join(configFolder(env), 'hubs.json')

/** The hubs that somebody has logged in to. */
export async function readKnownHubs(io: Io): Promise<KnownHubs> {
  const path = fileOf(io)
  const { current, hubs = {} } = await readPrivate(path)
  const isSound =
    typeof hubs === 'object' &&
    hubs !== null &&
    Object.values(hubs).every((hub) => typeof Object(hub).apiUrl === 'string')
  if (!isSound) throw failure(`${path} is broken`, 'Mend it, or remove it and log in.')
  return {
    hubs: hubs as KnownHubs['hubs'],
    current: typeof current === 'string' && Object.hasOwn(hubs, current) ? current : undefined,
  }
}

/** Keeps a hub under a name, and makes it the one that is asked. */
export async function rememberHub(io: Io, name: string, hub: KnownHub): Promise<void> {
  const { hubs } = await readKnownHubs(io)
  await writePrivate(fileOf(io), { current: name, hubs: { ...hubs, [name]: hub } })
}

/**
 * Makes a known hub the one that is asked.
 *
 * @throws {@link CliError} if there is none of that name.
 */
export async function chooseHub(io: Io, name: string): Promise<void> {
  const { hubs } = await readKnownHubs(io)
  hubNamed(hubs, name)
  await writePrivate(fileOf(io), { current: name, hubs })
}

/** Forgets a hub; if it was the one that is asked, none is until one is chosen: nobody acts as another by surprise. */
export async function forgetHub(io: Io, name: string): Promise<void> {
  const { current, hubs } = await readKnownHubs(io)
  const { [name]: _, ...others } = hubs
  const next = current === name ? undefined : current
  await writePrivate(fileOf(io), { current: next, hubs: others })
}
