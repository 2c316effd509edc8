import { begin, decide } from './decide.ts'
import type { Action, Goal, Observation } from './decide.ts'
import { failureOf } from './failures.ts'
import { follow } from './follow.ts'
import { afterFailedStop } from './observe.ts'
import { pauseMsOf } from './queue.ts'
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
      return yieldToOthers(trip)
    case 'start':
      return start(trip)
    case 'stop':
      return stop(trip, goal)
    case 'follow':
      return follow(trip)
  }
}

/** Waits as long as the hub asked to, then looks. If there is no time for that, the hub's own answer says more. */
async function yieldToOthers(trip: Trip): Promise<Observation> {
  const { throttle } = trip
  if (trip.throttled === 'throw') throw throttle
  if ((await pause(trip, pauseMsOf(throttle?.retryAfterMs))) !== undefined) throw throttle
  return look(trip)
}

async function stop(trip: Trip, goal: Goal): Promise<Observation> {
  const { servers, user, name, call } = trip
  trip.error = undefined
  trip.requests += 1
  try {
    const { pending } =
      goal === 'absent'
        ? await servers.remove(user, name, call)
        : await servers.stop(user, name, call)
    return { stop: pending ? 'pending' : 'stopped' }
  } catch (error) {
    call.signal?.throwIfAborted()
    trip.error = error
    return afterFailedStop(error)
  }
}
