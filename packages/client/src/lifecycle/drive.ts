import {
  BadRequestError,
  HubError,
  HubTimeoutError,
  RateLimitedError,
  SpawnFailedError,
} from '../errors.ts'
import type { ProgressEvent } from '../models/server.ts'
import { fillPath } from '../transport/path.ts'
import { begin, decide } from './decide.ts'
import type { Action, Goal, Observation, Why } from './decide.ts'
import { follow } from './follow.ts'
import { afterFailedStop } from './observe.ts'
import { defaultPauseMs } from './queue.ts'
import { start } from './start.ts'
import { look, note, pause } from './trip.ts'
import type { Trip } from './trip.ts'

/** Brings a server to where it is wanted. Everything that is decided is decided by `decide`. */
export async function drive(trip: Trip, goal: Goal): Promise<void> {
  try {
    let [journey, action] = begin(goal)
    while (action.do !== 'end') {
      if (action.do === 'fail') throw failureOf(trip, goal, action.why)
      ;[journey, action] = decide(journey, await perform(trip, goal, action))
    }
  } finally {
    trip.listener?.close()
  }
  // It may have ended with what the caller's own function threw.
  await trip.listener?.ended
  trip.listener = undefined
  if (goal === 'ready') note(trip, 'ready')
}

async function perform(
  trip: Trip,
  goal: Goal,
  action: Exclude<Action, { do: 'end' | 'fail' }>,
): Promise<Observation> {
  switch (action.do) {
    case 'look':
      return (await pause(trip, action.afterMs)) ?? look(trip)
    case 'yield':
      if (trip.throttled === 'throw') return { over: 'refused' }
      return (await pause(trip, yieldMs(trip))) ?? look(trip)
    case 'start':
      return start(trip)
    case 'stop':
      return stop(trip, goal)
    case 'follow':
      return follow(trip)
  }
}

async function stop(trip: Trip, goal: Goal): Promise<Observation> {
  const { servers, user, name, call } = trip
  try {
    const { pending } =
      goal === 'absent'
        ? await servers.remove(user, name, call)
        : await servers.stop(user, name, call)
    return { stop: pending ? 'pending' : 'stopped' }
  } catch (error) {
    trip.error = error
    return afterFailedStop(error)
  }
}

function yieldMs({ error }: Trip): number {
  return (RateLimitedError.isInstance(error) ? error.retryAfterMs : undefined) ?? defaultPauseMs
}

function failureOf(trip: Trip, goal: Goal, why: Why): unknown {
  const { error } = trip
  switch (why) {
    case 'late':
      return lateness(trip)
    case 'refused':
      // A name that is not allowed, no such profile: the server did not start, and the hub says why.
      return goal === 'ready' && BadRequestError.isInstance(error)
        ? spawnFailure(trip, error.message)
        : error
    case 'runs on':
      return new HubError(`${nameOf(trip)} does not stop`, { code: 'not_stopped', cause: error })
    case 'other options':
      return spawnFailure(trip, 'it runs with other options: stop it first, or ask for none')
    case 'vanished':
      return spawnFailure(trip, 'it was stopped, or the hub does not say why')
    case 'failed':
      return spawnFailure(trip, reasonOf(trip))
  }
}

function lateness(trip: Trip): HubTimeoutError {
  const { transport, user, name, startedAt, endsAt, timeline } = trip
  const path = fillPath('/users/{user}/servers/{server}', [user, name])
  const url = transport.settings.apiUrl + path
  const request = { method: 'GET', path, url, attempts: timeline.length }
  const story = `: ${nameOf(trip)} was not yet as wanted${whereabouts(trip)}`
  return new HubTimeoutError('total', Math.round(endsAt - startedAt), request, story)
}

function spawnFailure(trip: Trip, reason: string): SpawnFailedError {
  const { user, name, error, timeline } = trip
  const events = timeline.flatMap(({ event }) => (event === undefined ? [] : [event]))
  const message = `${nameOf(trip)} did not start: ${reason}${whereabouts(trip)}`
  return new SpawnFailedError(message, user, name, events, { cause: error })
}

/** The hub's own words, from the stream's last event or from the answer to the start. */
function reasonOf({ timeline, error }: Trip): string {
  const last = timeline.findLast(({ event }) => event?.failed === true)?.event?.message
  if (last !== undefined) return last.replace(/^Spawn failed: /, '')
  return HubError.isInstance(error) ? error.message : 'the hub does not say why'
}

/** How far it had come: `(after 2.3 s, at 80 %: Starting container)`. */
function whereabouts({ timeline }: Trip): string {
  const last = timeline.findLast(({ event }) => event !== undefined && event.failed !== true)
  const seconds = ((timeline.at(-1)?.ms ?? 0) / 1000).toFixed(1)
  const { progress, message }: ProgressEvent = last?.event ?? {}
  const place = [progress === undefined ? '' : `at ${progress} %`, message ?? ''].filter(Boolean)
  return timeline.length === 0
    ? ''
    : ` (${[`after ${seconds} s`, place.join(': ')].filter(Boolean).join(', ')})`
}

const nameOf = ({ user, name }: Trip): string =>
  name === '' ? `${user}'s default server` : `${user}'s server ${name}`
