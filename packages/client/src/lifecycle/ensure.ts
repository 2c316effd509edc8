import { isAtLeast } from '../access/version.ts'
import { HubConfigError, HubError, UnsupportedError } from '../errors.ts'
import { checkObject } from '../input.ts'
import type { Keys } from '../input.ts'
import type { RunningServer, ServerStatus } from '../models/lifecycle.ts'
import { splitOptions } from '../options.ts'
import type { CallOptions } from '../options.ts'
import { drive } from './drive.ts'
import { isRouted } from './route.ts'
import type { EnsureRunning } from './handle.ts'
import { absenceOf } from './observe.ts'
import type { Place, Trip } from './trip.ts'

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
  const { own, call } = split(given, options)
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
  const { own, call } = split(request, options)
  const shared = place.transport.oneCall(call, defaultTotalMs)
  await checkStart(place, own, shared)
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

const split = (request: EnsureRunning & CallOptions, options: CallOptions) =>
  splitOptions({ ...checkObject(request), ...checkObject(options) }, runningKeys)

/** Refuses what the hub would, before a server is stopped for it. */
async function checkStart(
  { transport }: Place,
  { options, display_name }: EnsureRunning,
  call: CallOptions,
): Promise<void> {
  if (options !== undefined) checkObject(options)
  if (display_name === undefined) return
  const version = await transport.hubVersion(call)
  if (!isAtLeast(version, '6.0')) throw new UnsupportedError('display_name', '6.0', version)
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
    throttle: undefined,
    requests: 0,
    met: false,
    listener: undefined,
    outOfReachSince: undefined,
  }
}
