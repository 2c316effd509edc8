import type { Screen } from '../../io.ts'
import { barOf } from '../../output/bar.ts'
import { harmless } from '../../output/harmless.ts'
import { liveOn } from '../../output/live.ts'
import { cut } from '../../output/width.ts'
import type { Step } from '../../roster/plan.ts'

/** Tells how changes are getting on. */
export interface Progress {
  /** What is made now. */
  readonly begins: (step: Step) => void
  /** So many changes more are made. */
  readonly made: (count: number) => void
  /** How many are made. */
  readonly count: () => number
  /** Takes away what was drawn. */
  readonly ends: () => void
}

const fewestToTell = 100

/**
 * A bar on a terminal, and a line now and then elsewhere: for each tenth, and not more than one for 100 changes.
 *
 * @param total - All changes that are to be made now, without those of an earlier apply.
 */
export function progressOn(screen: Screen, total: number): Progress {
  const live = screen.isTTY ? liveOn(screen) : undefined
  const every = Math.max(fewestToTell, total / 10)
  let done = 0
  let now = ''
  const percent = () => (100 * done) / total
  const counts = () => `${done} of ${total}`
  const draw = () =>
    live?.draw([cut(`${barOf(percent())}  ${counts()}  ${now}`, screen.columns() - 1)])
  return {
    begins(step) {
      now = harmless('group' in step ? `${step.change} ${step.group}` : step.change)
      draw()
    },
    made(count) {
      const before = Math.floor(done / every)
      done += count
      if (live === undefined && Math.floor(done / every) > before) {
        screen.write(`${counts()} changes\n`)
      }
      draw()
    },
    count: () => done,
    ends: () => live?.clear(),
  }
}
