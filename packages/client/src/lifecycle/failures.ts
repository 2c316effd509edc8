import { HubError, HubTimeoutError, SpawnFailedError } from '../errors.ts'
import type { ProgressEvent } from '../models/server.ts'
import { fillPath } from '../transport/path.ts'
import { redact, secretsIn } from '../transport/secrets.ts'
import type { Goal, Why } from './decide.ts'
import type { Trip } from './trip.ts'

/** The error that a journey ends with. */
export function failureOf(trip: Trip, goal: Goal, why: Why): HubError {
  const { error: cause } = trip
  switch (why) {
    case 'late':
      return lateness(trip)
    case 'runs on':
      return goal === 'absent'
        ? new HubError(`${nameOf(trip)} is not deleted`, { code: 'not_deleted', cause })
        : new HubError(`${nameOf(trip)} does not stop`, { code: 'not_stopped', cause })
    case 'other options':
      return new SpawnFailedError(
        `${nameOf(trip)} runs with other options: stop it first, or ask for none`,
        trip.user,
        trip.name,
        [],
      )
    case 'vanished':
      return spawnFailure(trip, toldBy(cause) ?? 'it was stopped, or the hub does not say why')
    case 'failed':
      return spawnFailure(trip, lastWords(trip) ?? toldBy(cause) ?? 'the hub does not say why')
  }
}

/** The time of the call is up, whatever the last request was about. */
export function lateness(trip: Trip): HubTimeoutError {
  const { transport, user, name, startedAt, endsAt, requests: attempts } = trip
  const path = fillPath('/users/{user}/servers/{server}', [user, name])
  const url = transport.settings.apiUrl + path
  const story = `: ${nameOf(trip)} was not yet as wanted${whereabouts(trip)}`
  const ms = Math.round(endsAt - startedAt)
  return new HubTimeoutError('total', ms, { method: 'GET', path, url, attempts }, story)
}

/** The server did not start. What the hub says of it may repeat a secret among the options. */
export function spawnFailure(trip: Trip, reason: string): SpawnFailedError {
  const { user, name, error: cause, timeline, request } = trip
  const events = timeline.flatMap(({ event }) => (event === undefined ? [] : [event]))
  const message = `${nameOf(trip)} did not start: ${reason}${whereabouts(trip)}`
  return new SpawnFailedError(redact(message, secretsIn(request)), user, name, events, { cause })
}

const toldBy = (error: unknown): string | undefined =>
  HubError.isInstance(error) ? error.message : undefined

/** The hub's own words, from the stream's last event. */
function lastWords({ timeline }: Trip): string | undefined {
  const last = timeline.findLast(({ event }) => event?.failed === true)?.event?.message
  return last?.replace(/^Spawn failed: /, '')
}

/** How far it had come: ` (after 2.3 s, at 80 %: Starting container)`. */
function whereabouts({ timeline }: Trip): string {
  const end = timeline.at(-1)
  if (end === undefined) return ''
  const last = timeline.findLast(({ event }) => event !== undefined && event.failed !== true)
  const { progress, message }: ProgressEvent = last?.event ?? {}
  const time = `after ${(end.ms / 1000).toFixed(1)} s`
  const percent = progress === undefined ? '' : `at ${progress} %`
  const place = [percent, message].filter(Boolean).join(': ')
  return ` (${[time, place].filter(Boolean).join(', ')})`
}

const nameOf = ({ user, name }: Trip): string =>
  name === '' ? `${user}'s default server` : `${user}'s server ${name}`
