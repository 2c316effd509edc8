import { HttpError } from '../http/errors.js'
/**
 * Refuses a start while too many others are under way, or too many servers are up.
 *
 * @throws {@link HttpError} 429.
 */
export function checkSpawnLimits(hub) {
  const { concurrent_spawn_limit, active_server_limit } = hub.config
  const active = [...hub.spawner.active]
  const starting = active.filter(({ pending }) => pending === 'spawn').length
  if (concurrent_spawn_limit > 0 && starting >= concurrent_spawn_limit) throw throttled(hub)
  if (active_server_limit > 0 && active.length >= active_server_limit) {
    throw new HttpError(429, 'Active user limit exceeded. Try again in a few minutes.')
  }
}
/** Tells when to come again: exactly in a header, and roughly in words. */
function throttled({ config, random }) {
  const [from, to] = config.spawn_throttle_retry_range
  const seconds = Math.floor(from + random() * (to - from))
  const words =
    seconds <= 90 ? `${Math.ceil(seconds / 10)}0 seconds` : `${Math.round(seconds / 60)} minutes`
  const sentence = `Too many users trying to log in right now. Try again in ${words}.`
  return new HttpError(429, sentence, { 'retry-after': String(seconds) })
}
//# sourceMappingURL=limits.js.map
