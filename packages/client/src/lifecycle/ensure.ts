import { HubConfigError, HubError } from '../errors.ts'
import { checkObject } from '../input.ts'
import type { Keys } from '../input.ts'
import type { RunningServer, ServerStatus } from '../models/lifecycle.ts'
import { splitOptions } from '../options.ts'
import type { CallOptions } from '../options.ts'
import type { Servers } from '../resources/servers.ts'
import type { Transport } from '../transport/call.ts'
import { drive } from './drive.ts'
import { isRouted } from './route.ts'
import type { EnsureRunning } from './handle.ts'
import { absenceOf } from './observe.ts'
import type { Trip } from './trip.ts'

/** A server of a hub. */
export interface Place {
  readonly transport: Transport
  readonly servers: Servers
  readonly user: string
  /** `''` is the default server. */
  readonly name: string
}

/** So long a server may take unless the caller says otherwise: as long as the most patient spawners have. */
export const defaultTotalMs = 600_000

const runningKeys: Keys<EnsureRunning> = {
  options: true,
  display_name: true,
  onProgress: true,
  waitForRoute: true,
}

/** See `ServerHandle.ensureRunning`. */
export async function ensureRunning(
  place: Place,
  given: EnsureRunning & CallOptions = {},
  options: CallOptions = {},
  throttled: Trip['throttled'] = 'wait',
): Promise<RunningServer> {
  const both = { ...checkObject(given), ...checkObject(options) }
  const { own, call } = splitOptions(both, runningKeys)
  const { onProgress, waitForRoute, ...request }: EnsureRunning = own
  const trip = { ...setOut(place, call), request, onProgress, throttled }
  await drive(trip, 'ready')
  if (waitForRoute === true) while (!(await isRouted(trip))) await drive(trip, 'ready')
  const { server, timeline } = trip
  if (server === undefined) throw new HubError('a server that is ready has been seen')
  return { server, timeline }
}

/** See `ServerHandle.ensureStopped`. */
export async function ensureStopped(place: Place, options?: CallOptions): Promise<void> {
  await drive(setOut(place, options), 'stopped')
}

/** See `ServerHandle.ensureAbsent`. */
export async function ensureAbsent(place: Place, options?: CallOptions): Promise<void> {
  if (place.name === '') throw new HubConfigError('no hub deletes a default server: stop it')
  await drive(setOut(place, options), 'absent')
}

/** See `ServerHandle.restart`. */
export async function restart(
  place: Place,
  request: EnsureRunning & CallOptions = {},
  options: CallOptions = {},
): Promise<RunningServer> {
  const { own, call } = splitOptions(
    { ...checkObject(request), ...checkObject(options) },
    runningKeys,
  )
  const shared = place.transport.oneCall(call, defaultTotalMs)
  await ensureStopped(place, shared)
  return ensureRunning(place, own, shared)
}

/** See `ServerHandle.status`. */
export async function status(
  { servers, user, name }: Place,
  options?: CallOptions,
): Promise<ServerStatus> {
  try {
    const server = await servers.get(user, name, options)
    return { state: server.pending ?? (server.ready ? 'ready' : 'stopped'), server }
  } catch (error) {
    const saw = absenceOf(error, name)
    if (saw === undefined) throw error
    return { state: saw === 'absent' ? 'absent' : 'stopped', server: undefined }
  }
}

function setOut({ transport, servers, user, name }: Place, options: CallOptions = {}): Trip {
  const call = transport.oneCall(splitOptions(options, {}).call, defaultTotalMs)
  const startedAt = transport.settings.clock.now()
  return {
    transport,
    servers,
    user,
    name,
    request: {},
    // What is to be repeated is decided here, not below.
    call: { ...call, retries: 0 },
    startedAt,
    endsAt: transport.endsAt(call),
    onProgress: undefined,
    throttled: 'wait',
    timeline: [],
    server: undefined,
    error: undefined,
    met: false,
    listener: undefined,
    outOfReachSince: undefined,
  }
}
