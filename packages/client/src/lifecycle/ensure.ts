import { HubError } from '../errors.ts'
import type { RunningServer, ServerStatus } from '../models/lifecycle.ts'
import type { CallOptions } from '../options.ts'
import type { ServerRequest, Servers } from '../resources/servers.ts'
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
const defaultTotalMs = 600_000

/** See `ServerHandle.ensureRunning`. */
export async function ensureRunning(
  place: Place,
  { onProgress, waitForRoute, ...request }: EnsureRunning,
  options: CallOptions,
): Promise<RunningServer> {
  const trip = setOut(place, options, request, onProgress)
  await drive(trip, 'ready')
  if (waitForRoute === true) while (!(await isRouted(trip))) await drive(trip, 'ready')
  const { server, timeline } = trip
  if (server === undefined) throw new HubError('a server that is ready has been seen')
  return { server, timeline }
}

/** See `ServerHandle.ensureStopped`. */
export async function ensureStopped(place: Place, options: CallOptions): Promise<void> {
  await drive(setOut(place, options), 'stopped')
}

/** See `ServerHandle.ensureAbsent`. */
export async function ensureAbsent(place: Place, options: CallOptions): Promise<void> {
  await drive(setOut(place, options), 'absent')
}

/** See `ServerHandle.restart`. */
export async function restart(
  place: Place,
  request: EnsureRunning,
  options: CallOptions,
): Promise<RunningServer> {
  const call = place.transport.oneCall(options, defaultTotalMs)
  await ensureStopped(place, call)
  return ensureRunning(place, request, call)
}

/** See `ServerHandle.status`. */
export async function status(
  { servers, user, name }: Place,
  options: CallOptions,
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

function setOut(
  { transport, servers, user, name }: Place,
  options: CallOptions,
  request: ServerRequest = {},
  onProgress?: Trip['onProgress'],
): Trip {
  const call = transport.oneCall(options, defaultTotalMs)
  const startedAt = transport.settings.clock.now()
  return {
    transport,
    servers,
    user,
    name,
    request,
    // What is to be repeated is decided here, not below.
    call: { ...call, retries: 0 },
    startedAt,
    endsAt: transport.endsAt(call),
    onProgress,
    timeline: [],
    server: undefined,
    error: undefined,
    met: false,
    listener: undefined,
    outOfReachSince: undefined,
  }
}
