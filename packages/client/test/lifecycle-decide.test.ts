import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { begin, decide } from '../src/lifecycle/decide.ts'
import type { Action, Goal, Journey, Observation, Seen } from '../src/lifecycle/decide.ts'

const goals: readonly Goal[] = ['ready', 'stopped', 'absent']
const sights: readonly Seen[] = ['ready', 'spawn', 'stop', 'busy', 'stopped', 'absent', 'unseen']

const over: readonly Observation[] = [{ over: 'late' }]
const looks: readonly Observation[] = [
  ...sights.flatMap((saw) => [
    { saw, fits: true },
    { saw, fits: false },
  ]),
  { look: 'failed' },
]
const starts: readonly Observation[] = [
  ...(['up', 'held', 'pending', 'running', 'not now', 'throttled', 'failed'] as const).map(
    (start) => ({
      start,
    }),
  ),
  { lost: 'start' },
]
const stops: readonly Observation[] = [
  ...(['stopped', 'pending', 'absent', 'not now', 'failed'] as const).map((stop) => ({ stop })),
  { lost: 'stop' },
]
const streams: readonly Observation[] = (['ready', 'failed', 'idle', 'cut', 'hangs'] as const).map(
  (progress) => ({ progress }),
)
const everything = [...looks, ...starts, ...stops, ...streams, ...over]

/** What can come of an action. */
function outcomes(action: Action): readonly Observation[] {
  switch (action.do) {
    case 'look':
    case 'yield':
      return [...looks, ...over]
    case 'start':
      return [...starts, ...over]
    case 'stop':
      return [...stops, ...over]
    case 'follow':
      return [...streams, ...looks, ...over]
    case 'end':
    case 'fail':
      return []
  }
}

/** What an observation shows of the server: what a look saw, or `stop: absent`. */
function sightOf(observation: Observation): string {
  if ('saw' in observation) return observation.saw
  return 'stop' in observation ? `stop: ${observation.stop}` : 'nothing'
}

const isSound = (action: Action): boolean =>
  action.do === 'look' ? action.afterMs >= 0 : typeof action.do === 'string'

interface Step {
  readonly journey: Journey
  readonly action: Action
}

/** Every step that can be reached towards a goal, and every observation that leads to it. */
function reachable(goal: Goal): { steps: Step[]; edges: [Step, Observation, Step][] } {
  const [journey, action] = begin(goal)
  const first: Step = { journey, action }
  const known = new Map([[JSON.stringify(first), first]])
  const edges: [Step, Observation, Step][] = []
  // The map grows while it is walked.
  for (const step of known.values()) {
    for (const observation of outcomes(step.action)) {
      const [to, next] = decide(step.journey, observation)
      const key = JSON.stringify({ journey: to, action: next })
      const target = known.get(key) ?? { journey: to, action: next }
      known.set(key, target)
      edges.push([step, observation, target])
    }
  }
  return { steps: [...known.values()], edges }
}

describe.each(goals)('on the way to %s', (goal) => {
  const { steps, edges } = reachable(goal)

  test('every state that can be reached has a next action for every observation', () => {
    expect(steps.length).toBeGreaterThan(20)
    const unsound = steps.flatMap(({ journey }) =>
      everything.filter((observation) => !isSound(decide(journey, observation)[1])),
    )
    expect(unsound).toEqual([])
  })

  test('a start is sent only on seeing that nothing runs, a stop only on seeing that something does', () => {
    const before = (what: Action['do']) =>
      new Set(edges.flatMap(([, seen, to]) => (to.action.do === what ? sightOf(seen) : [])))
    const nothing = ['stopped', 'absent', 'unseen']
    // Deleting is for what has stopped, too.
    const something = ['ready', 'spawn', ...(goal === 'absent' ? ['stopped', 'unseen'] : [])]
    expect([...before('start')].toSorted()).toEqual(goal === 'ready' ? nothing.toSorted() : [])
    expect([...before('stop')].toSorted()).toEqual(goal === 'ready' ? [] : something.toSorted())
  })

  test('it ends only on seeing the goal', () => {
    const proofs: Record<Goal, readonly string[]> = {
      ready: ['ready'],
      // The hub answers so to a stop, too.
      stopped: ['stopped', 'absent', 'unseen', 'stop: absent'],
      absent: ['absent', 'unseen', 'stop: absent'],
    }
    const ends = edges.filter(([, , to]) => to.action.do === 'end')
    const seen = new Set(ends.map(([, observation]) => sightOf(observation)))
    expect([...seen].toSorted()).toEqual(proofs[goal].toSorted())
  })

  test('what a hub does not show counts as deleted only after it has answered a deletion', () => {
    const ends = edges.filter(
      ([, observation, to]) =>
        goal === 'absent' && to.action.do === 'end' && sightOf(observation) === 'unseen',
    )
    const unanswered = ends.filter(([{ journey }]) => !journey.taken || journey.outOfReach)
    expect(unanswered).toEqual([])
  })

  test('starts and stops are sent four times at the most, unless the hub says that nothing came of one', () => {
    for (const { journey } of steps) expect(journey.sent).toBeLessThanOrEqual(4)
    for (const { journey } of steps) expect(journey.sent).toBeGreaterThanOrEqual(0)
  })

  test('whatever happens, it ends when its time is up, and goes round without a pause only so often', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), fc.nat({ max: 200 }), (choices, lateAfter) => {
        let [journey, action] = begin(goal)
        let hurried = 0
        for (let turn = 0; action.do !== 'end' && action.do !== 'fail'; turn += 1) {
          const possible = outcomes(action)
          const { value } = choices.next()
          const observation =
            turn >= lateAfter ? ({ over: 'late' } as const) : possible[value % possible.length]
          if (observation === undefined) throw new Error('nothing can come of it')
          ;[journey, action] = decide(journey, observation)
          const waits = action.do === 'yield' || (action.do === 'look' && action.afterMs > 0)
          hurried = waits ? 0 : hurried + 1
          expect(hurried).toBeLessThan(40)
        }
        return true
      }),
      { numRuns: 2000 },
    )
  })
})

test('what is gone after a stream was cut is started again, and only then said to have vanished', () => {
  const ends: { wasCut: boolean; begun: number }[] = []
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (choices) => {
      let [journey, action] = begin('ready')
      let wasCut = false
      let begun = 0
      for (let turn = 0; turn < 60 && action.do !== 'end' && action.do !== 'fail'; turn += 1) {
        const possible = outcomes(action).filter((found) => !('over' in found))
        const observation = possible[choices.next().value % possible.length]
        if (observation === undefined) throw new Error('nothing can come of it')
        if (action.do === 'start') begun += 1
        const isCut = 'progress' in observation && observation.progress === 'cut'
        // One that is only asked why tells nothing of the hub.
        if (isCut && !journey.asked) wasCut = true
        const goesOn = 'saw' in observation && ['spawn', 'stop'].includes(observation.saw)
        if (goesOn || action.do === 'start') wasCut = false
        ;[journey, action] = decide(journey, observation)
        if (action.do === 'fail' && action.why === 'vanished') ends.push({ wasCut, begun })
      }
    }),
    { numRuns: 5000 },
  )
  expect(ends.some(({ wasCut }) => !wasCut)).toBe(true)
  expect(ends.filter(({ wasCut, begun }) => wasCut && begun < 4)).toEqual([])
})

test('a stream that is cut when it is only asked why is no reason for another start', () => {
  let [journey] = begin('ready')
  const after = (observation: Observation): Action['do'] => {
    const [to, action] = decide(journey, observation)
    journey = to
    return action.do
  }
  const absent = { saw: 'absent', fits: true } as const
  expect(after(absent)).toBe('start')
  expect(after({ start: 'pending' })).toBe('look')
  expect(after(absent)).toBe('follow')
  expect(after({ progress: 'cut' })).toBe('look')
  expect(decide(journey, absent)[1]).toEqual({ do: 'fail', why: 'vanished' })
})

test('a goal that holds already takes one look', () => {
  const holds: [Goal, Seen][] = [
    ['ready', 'ready'],
    ['stopped', 'stopped'],
    ['stopped', 'absent'],
    ['stopped', 'unseen'],
    ['absent', 'absent'],
  ]
  for (const [goal, saw] of holds) {
    const [journey, action] = begin(goal)
    expect(action).toEqual({ do: 'look', afterMs: 0 })
    expect(decide(journey, { saw, fits: true })[1]).toEqual({ do: 'end' })
  }
})
