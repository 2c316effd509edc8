const events = [
  { progress: 10, message: 'Requested resources' },
  { progress: 50, message: 'Pulling image' },
  { progress: 80, message: 'Starting container' },
]
/**
 * Starts servers as their options say: `spawner` is `fast` (as it is without options), `slow`, `fail`, `fail-late` or
 * `never`; `seconds` is how long it takes, and `stop_seconds` how long a stop does.
 */
export function stepsByOptions({ user_options }) {
  const kind = user_options['spawner'] ?? 'fast'
  const ms = msOf(user_options['seconds'] ?? 2)
  const stop = { stop: msOf(user_options['stop_seconds'] ?? 0) }
  if (kind === 'fail') return [stop, { fail: 'no room for this server' }]
  if (kind === 'never') return [stop, ...eventsIn(ms), { hang: true }]
  if (kind === 'fail-late') return [stop, ...eventsIn(ms), { fail: 'the room was taken' }]
  return kind === 'slow' ? [stop, ...eventsIn(ms)] : [stop]
}
const msOf = (seconds) => (typeof seconds === 'number' ? seconds * 1000 : 0)
/** Events, each followed by a pause, and one more pause. */
function eventsIn(ms) {
  const pause = { wait: ms / (events.length + 1) }
  return [...events.flatMap((event) => [event, pause]), pause]
}
//# sourceMappingURL=steps.js.map
