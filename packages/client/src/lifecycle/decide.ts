/**
 * What to do next about a server: pure decisions, from what is known and what was just observed. Nothing here waits or
 * sends; `drive.ts` does, and `test/lifecycle-decide.test.ts` tries every state with every observation.
 */

/** How a server is wanted. */
export type Goal = 'ready' | 'stopped' | 'absent'

/**
 * What a look at a server showed. `busy`: the hub checks or renames it. `unseen`: not among those that the hub shows,
 * which before 3.0 may be a stopped one.
 */
export type Seen = 'ready' | 'spawn' | 'stop' | 'busy' | 'stopped' | 'absent' | 'unseen'

/** What came of something that was done. */
export type Observation =
  /** `fits`: what runs, if anything does, was started with the options that are wanted. */
  | { readonly saw: Seen; readonly fits: boolean }
  /** `held`: taken on, after the hub had held the answer; `pending`: taken on, at once, perhaps from somebody else. */
  | { readonly start: 'up' | 'held' | 'pending' | 'running' | 'not now' | 'throttled' | 'failed' }
  | { readonly stop: 'stopped' | 'pending' | 'absent' | 'not now' | 'failed' }
  /** A start or a stop without an answer: it may have been carried out. */
  | { readonly lost: 'start' | 'stop' }
  /** `hangs`: open, though looks show that there is nothing to tell of any more. */
  | { readonly progress: 'ready' | 'failed' | 'idle' | 'cut' | 'hangs' }
  /** A look without an answer. */
  | { readonly look: 'failed' }
  /** The time is up. */
  | { readonly over: 'late' }

/** What to do. Every `look` but the first few is one after a while. */
export type Action =
  | { readonly do: 'look'; readonly afterMs: number }
  /** Wait as long as the hub asked to, then look. */
  | { readonly do: 'yield' }
  | { readonly do: 'start' }
  | { readonly do: 'stop' }
  | { readonly do: 'follow' }
  | { readonly do: 'end' }
  | { readonly do: 'fail'; readonly why: Why }

/** Why a goal was not reached. */
export type Why =
  /** The server did not come up, and the hub said so. */
  | 'failed'
  /** It was starting, and then it was not, for no reason that the hub gave. */
  | 'vanished'
  /** It runs with other options than the wanted ones. */
  | 'other options'
  /** It does not stop, or is not deleted. */
  | 'runs on'
  | 'late'

/** What is known on the way to a goal. */
export interface Journey {
  readonly goal: Goal
  /** Starts and stops that were sent. */
  readonly sent: number
  /** The hub has taken a start or a stop on, and nothing has shown yet that it came to nothing. */
  readonly taken: boolean
  /** The hub was out of reach meanwhile: it may have restarted, and lost what it had taken on. */
  readonly outOfReach: boolean
  /** A progress stream of a start was cut, and nothing has shown since that the hub knows of it: it may have restarted. */
  readonly cutOff: boolean
  /** What starts, was seen with the wanted options, or can only be a start of ours. Spawners may change them later. */
  readonly ours: boolean
  /** The start is known to have failed. */
  readonly failed: boolean
  /** The progress stream was asked why. */
  readonly asked: boolean
  /** The hub does not stop it while it starts (before 5.1). */
  readonly mustWait: boolean
  /** Progress streams that ended without an end. */
  readonly cuts: number
  /** Looks that showed the same, one after the other. */
  readonly waits: number
}

/** More starts or stops than these do not help. */
const maxSent = 4
/** After as many progress streams that were cut, looks do instead. */
const maxCuts = 3
/** Milliseconds before one look and the next. */
const pauses = [100, 200, 300, 500, 700]
const longestPause = 1000
/** So many looks a stop that was taken on, or a failure, may take to show. */
const maxWaits = pauses.length

/** Where every journey begins: with a look. */
export function begin(goal: Goal): readonly [Journey, Action] {
  const journey: Journey = {
    goal,
    sent: 0,
    taken: false,
    outOfReach: false,
    cutOff: false,
    ours: false,
    failed: false,
    asked: false,
    mustWait: false,
    cuts: 0,
    waits: 0,
  }
  return [journey, { do: 'look', afterMs: 0 }]
}

/** Decides. */
export function decide(journey: Journey, observed: Observation): readonly [Journey, Action] {
  if ('over' in observed) return [journey, { do: 'fail', why: observed.over }]
  if ('saw' in observed) {
    return journey.goal === 'ready'
      ? towardsReady(journey, observed.saw, observed.fits)
      : towardsStopped(journey, observed.saw)
  }
  if ('look' in observed) return lookLater({ ...journey, outOfReach: true })
  if ('lost' in observed) {
    return lookLater({ ...journey, taken: true, outOfReach: true, waits: 0 })
  }
  if ('progress' in observed) return afterProgress(journey, observed.progress)
  if ('start' in observed) return afterStart(journey, observed.start)
  return afterStop(journey, observed.stop)
}

function towardsReady(journey: Journey, saw: Seen, fits: boolean): readonly [Journey, Action] {
  const { failed, asked, cuts, waits, sent, cutOff } = journey
  const taken = journey.taken && !journey.outOfReach
  switch (saw) {
    case 'ready':
    case 'spawn':
      if (!fits && !journey.ours) return fail(journey, 'other options')
      if (saw === 'ready') return [journey, { do: 'end' }]
      // The hub tells of a failure a moment before it shows.
      if (failed && waits < maxWaits) return lookLater(journey)
      if (cuts >= maxCuts) return lookLater(starting(journey, true))
      return [{ ...starting(journey, true), waits: 0 }, { do: 'follow' }]
    // The hub stops what did not come up, too: it has not forgotten the start.
    case 'stop':
      return lookLater({ ...journey, cutOff: false })
    case 'busy':
      return lookLater(journey)
    case 'stopped':
    case 'absent':
    case 'unseen':
      if (failed) return fail(journey, 'failed')
      if (taken && !asked) return [{ ...journey, asked: true, waits: 0 }, { do: 'follow' }]
      // What somebody else had started is worth a start of one's own, and so is what a restart of the hub may have lost.
      if (taken && sent > 0 && !cutOff) return fail(journey, 'vanished')
      return send(journey, 'start', 'vanished')
  }
}

function towardsStopped(journey: Journey, saw: Seen): readonly [Journey, Action] {
  const { goal, mustWait, waits } = journey
  const taken = journey.taken && !journey.outOfReach
  switch (saw) {
    case 'absent':
      return [journey, { do: 'end' }]
    case 'stopped':
    case 'unseen':
      if (goal === 'stopped' || (saw === 'unseen' && taken)) return [journey, { do: 'end' }]
      break
    case 'stop':
    case 'busy':
      return lookLater(journey)
    case 'spawn':
      if (mustWait) return lookLater(journey)
      break
    case 'ready':
      // What waited for the start to end, may stop it now.
      if (mustWait) return send({ ...journey, mustWait: false }, 'stop', 'runs on')
  }
  // Since 5.1, a server whose start is cancelled is shown as ready for a second.
  if (taken && waits < maxWaits) return lookLater(journey)
  return send(journey, 'stop', 'runs on')
}

function afterStart(
  journey: Journey,
  answer: Extract<Observation, { start: unknown }>['start'],
): readonly [Journey, Action] {
  switch (answer) {
    // 201 is no proof: hub 6.0 sends it for a start that follows a failed one, too.
    case 'up':
      return look(starting(journey, true))
    case 'held':
      return [starting(journey, true), { do: 'follow' }]
    case 'pending':
      return look(starting(journey, false))
    // Somebody else was faster. Nothing has come of this one, so it does not count.
    case 'running':
    case 'not now':
      return lookLater({ ...journey, sent: journey.sent - 1 })
    case 'throttled':
      return [{ ...journey, sent: journey.sent - 1 }, { do: 'yield' }]
    case 'failed':
      // The stream remembers why; hubs before 6.0 do not say it here.
      return [{ ...journey, failed: true, asked: true }, { do: 'follow' }]
  }
}

function afterStop(
  journey: Journey,
  answer: Extract<Observation, { stop: unknown }>['stop'],
): readonly [Journey, Action] {
  switch (answer) {
    case 'stopped':
      return look({ ...journey, taken: true, outOfReach: false })
    case 'pending':
      return lookLater({ ...journey, taken: true, outOfReach: false, waits: 0 })
    case 'absent':
      return [journey, { do: 'end' }]
    // Not a stop that failed: the hub wants to be asked later.
    case 'not now':
      return lookLater({ ...journey, sent: journey.sent - 1, mustWait: true })
    // Since 5.1 the hub fails at one whose start somebody else is cancelling, which takes it a second.
    case 'failed':
      return lookLater({ ...journey, waits: maxWaits })
  }
}

function afterProgress(
  journey: Journey,
  end: Extract<Observation, { progress: unknown }>['progress'],
): readonly [Journey, Action] {
  if (end === 'failed') return look({ ...journey, failed: true })
  // A hub that lives tells the end, and ends the stream. Another has taken its place, between two looks.
  if (end === 'hangs') return look({ ...journey, outOfReach: true })
  // A stream that says something else than the look after it is not asked for ever.
  const cuts = Math.min(journey.cuts + 1, maxCuts)
  // That a server is gone was known before its stream was asked why: a cut then says nothing of the hub.
  const cutOff = journey.cutOff || (end === 'cut' && !journey.asked)
  return look({ ...journey, cuts, cutOff })
}

/** What is known once the hub shows, or says, that it starts the server. */
const starting = (journey: Journey, ours: boolean): Journey => ({
  ...journey,
  taken: true,
  outOfReach: false,
  cutOff: false,
  ours,
  failed: false,
  asked: false,
})

function send(journey: Journey, what: 'start' | 'stop', why: Why): readonly [Journey, Action] {
  if (journey.sent >= maxSent) return fail(journey, why)
  const { sent } = journey
  return [
    {
      ...journey,
      sent: sent + 1,
      taken: false,
      outOfReach: false,
      cutOff: false,
      ours: false,
    },
    { do: what },
  ]
}

const fail = (journey: Journey, why: Why): readonly [Journey, Action] => [
  journey,
  { do: 'fail', why },
]

const look = (journey: Journey): readonly [Journey, Action] => [
  { ...journey, waits: 0 },
  { do: 'look', afterMs: 0 },
]

function lookLater(journey: Journey): readonly [Journey, Action] {
  const { waits } = journey
  return [
    { ...journey, waits: Math.min(waits + 1, maxWaits) },
    { do: 'look', afterMs: pauses[waits] ?? longestPause },
  ]
}
