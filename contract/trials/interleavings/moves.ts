import type { JupyterHub, ServerHandle } from 'jupyterhub-client'
import type { Chance } from './chance.ts'

/** A server that is started and stopped. */
export interface Place {
  readonly user: string
  /** `''` is the default server. */
  readonly name: string
}

/** Something that a client does to a server. */
export interface Move {
  readonly kind: string
  /** How the server is when it has come to a good end. */
  readonly goal: 'ready' | 'stopped' | 'absent'
  /** It stops the server on the way. */
  readonly stops: boolean
  /** It starts the server on the way. */
  readonly starts: boolean
  /** What it wants the server to run with; as the last time, unless given. */
  readonly options?: Readonly<Record<string, unknown>>
  readonly make: (handle: ServerHandle) => Promise<unknown>
}

/** So long each may take. */
const totalTimeout = 30_000

const start = (kind: string, options?: Move['options']): Move => ({
  kind,
  goal: 'ready',
  stops: false,
  starts: true,
  ...(options && { options }),
  make: (handle) => handle.ensureRunning({ options }, { totalTimeout }),
})

const slow = { spawner: 'slow', seconds: 0.3 }

const stop: Move = {
  kind: 'stop',
  goal: 'stopped',
  stops: true,
  starts: false,
  make: (handle) => handle.ensureStopped({ totalTimeout }),
}

const restart: Move = {
  kind: 'restart, slow',
  goal: 'ready',
  stops: true,
  starts: true,
  options: slow,
  make: (handle) => handle.restart({ options: slow }, { totalTimeout }),
}

const remove: Move = {
  kind: 'delete',
  goal: 'absent',
  stops: true,
  starts: false,
  make: (handle) => handle.ensureAbsent({ totalTimeout }),
}

/** As often as each is to come up. */
const ofDefault = [
  ...[start('start'), start('start'), start('start, fast', { spawner: 'fast' })],
  ...[start('start, slow', slow), stop, stop, stop, restart],
]
const ofNamed = [...ofDefault, remove, remove]

/** What comes next, and where. */
export function nextMove(chance: Chance, places: readonly Place[]): readonly [Move, Place] {
  const place = chance.pick(places)
  return [chance.pick(place.name === '' ? ofDefault : ofNamed), place]
}

/** The handle of a server. */
export const handleOf = (client: JupyterHub, { user, name }: Place): ServerHandle =>
  client.server(user, name)
