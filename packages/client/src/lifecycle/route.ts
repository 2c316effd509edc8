import { isAnsweredElsewhere } from '../transport/visit.ts'
import { lateness } from './failures.ts'
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
  const visit = () =>
    isAnsweredElsewhere(settings, url, trip.endsAt - settings.clock.now(), call.signal)
  for (let visits = 1; !(await visit()); visits += 1) {
    if ((await pause(trip, pauseMs)) !== undefined) throw lateness(trip)
    if (visits % visitsPerLook > 0) continue
    const observed = await look(trip)
    if (!('saw' in observed && observed.saw === 'ready')) return false
  }
  return true
}
