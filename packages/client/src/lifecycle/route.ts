import { isAnsweredElsewhere } from '../transport/visit.ts'
import { look, pause } from './trip.ts'
import type { Trip } from './trip.ts'

const pauseMs = 100
/** After as many visits, the hub is asked whether it still says so. */
const visitsPerLook = 10

/**
 * Waits until the proxy leads to the server: the hub says "ready" a moment before.
 *
 * @returns `false` if the server is not ready any more.
 */
export async function isRouted(trip: Trip): Promise<boolean> {
  const { server, call } = trip
  const { settings } = trip.transport
  const url = new URL(server?.url ?? '', settings.apiUrl).href
  for (let visits = 1; !(await isAnsweredElsewhere(settings, url, call.signal)); visits += 1) {
    const late = await pause(trip, pauseMs)
    if (late !== undefined) return true
    if (visits % visitsPerLook > 0) continue
    const observed = await look(trip)
    if (!('saw' in observed && observed.saw === 'ready')) return false
  }
  return true
}
