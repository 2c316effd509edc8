import type { JupyterHub, Server, User } from 'jupyterhub-client'
import { NotFoundError } from 'jupyterhub-client'
import type { Aim, Exchange } from 'testbed'
import { isAtLeast } from '../../src/version.ts'
import type { TrialHub } from '../hubs/trial-hub.ts'

/** Where a case takes place. */
export interface Scene {
  readonly hub: TrialHub
  /** Reaches the hub through the proxy. */
  readonly client: JupyterHub
  /** Reaches the hub itself. */
  readonly straight: JupyterHub
  readonly version: string
  /** This case's own. */
  readonly user: string
  /** The server of that user that the case is about; `''` is the default one. */
  readonly server: string
  /** Number of the row. */
  readonly row: number
}

/** How a call ended. */
export type Ending<T> = { readonly value: T } | { readonly error: unknown }

/** What is done through the proxy, and how to tell whether what it says is true. */
export interface Operation<Prepared = unknown, Value = unknown> {
  readonly name: string
  /** The request that the fault strikes. */
  readonly aim: (scene: Scene) => Aim
  /** How many requests of the same method and path it takes when all is well: one unless given. */
  readonly needs?: number
  /** The hub is to be given such a request once, whatever happens. */
  readonly once?: true
  readonly isStream?: true
  /** The server that each case is about: default and named ones in turn unless given. */
  readonly serverName?: string
  readonly prepare: (scene: Scene) => Promise<Prepared>
  readonly run: (scene: Scene, prepared: Prepared) => Promise<Value>
  /** What the hub says that is not so after the call. */
  readonly contradictions: (
    scene: Scene,
    prepared: Prepared,
    ending: Ending<Value>,
    exchanges: readonly Exchange[],
  ) => Promise<string[]>
  readonly cleanUp?: (scene: Scene) => Promise<unknown>
}

/** Keeps the types of an operation together while it is written, and forgets them for whoever runs it. */
export const operation = <Prepared, Value>(given: Operation<Prepared, Value>): Operation =>
  given as Operation

/** A user as the hub itself shows it, with all servers that it shows, or `undefined` if there is none. */
export async function userOf(scene: Scene, name: string): Promise<User | undefined> {
  const include_stopped_servers = isAtLeast(scene.version, '3.0')
  try {
    return await scene.straight.users.get(name, { include_stopped_servers })
  } catch (error) {
    if (NotFoundError.isInstance(error)) return undefined
    throw error
  }
}

/** The server of a case as the hub itself shows it; before 3.0 only while it is active. */
export async function serverOf(scene: Scene): Promise<Server | undefined> {
  return (await userOf(scene, scene.user))?.servers?.[scene.server]
}
