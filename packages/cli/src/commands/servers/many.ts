import type { Middleware, ServerOutcome, ServersEvent } from 'jupyterhub-client'
import type { Stage } from '../../command.ts'
import { messageOf } from '../../errors/message-of.ts'
import { missingSayer } from '../../errors/missing-sayer.ts'
import type { SayMissing } from '../../errors/missing-sayer.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { harmlessJson } from '../../output/harmless.ts'
import { liveOn } from '../../output/live.ts'
import { printTarget } from '../server-target.ts'
import type { Target } from '../server-target.ts'
import { advance, emptyBoard, isReach, reachSentences, render } from './board.ts'
import { watchReach } from './reach.ts'
import type { Reach } from './reach.ts'

/** Options by which is told of what happens. */
export interface Telling {
  readonly onEvent: (event: ServersEvent) => void
  readonly middleware: readonly Middleware[]
}

/** Brings servers to where they are wanted, and tells of each thing that happens. */
export type Drive = (telling: Telling) => AsyncIterable<ServerOutcome>

/**
 * Shows how servers are getting on: bars on a terminal, in a pipe a line of JSON for each thing that happens.
 *
 * @returns What became of each, in the order of the targets.
 */
export async function watch(
  stage: Stage<OutputFlags>,
  targets: readonly Target[],
  drive: Drive,
): Promise<ServerOutcome[]> {
  const outcomes: ServerOutcome[] = []
  const sayMissing = missingSayer(stage)
  const { tell, end } = watcher(stage, targets.length, sayMissing)
  const middleware = [watchReach(stage.io.now, tell)]
  for await (const outcome of drive({ onEvent: tell, middleware })) outcomes.push(outcome)
  await end()
  const order = new Map(targets.map((target, at) => [printTarget(target), at]))
  const placeOf = (one: Target) => order.get(printTarget(one)) ?? 0
  const inOrder = outcomes.toSorted((a, b) => placeOf(a) - placeOf(b))
  return Promise.all(inOrder.map((one) => sayingMissing(one, sayMissing)))
}

const sayingMissing = async (one: ServerOutcome, sayMissing: SayMissing): Promise<ServerOutcome> =>
  one.outcome === 'failed' ? { ...one, error: await sayMissing(one.error) } : one

/** Whether what happens is told in lines of JSON. */
export const tellsLines = ({ io, flags }: Stage<OutputFlags>): boolean =>
  !io.stdout.isTTY && flags.json === undefined && flags.csv !== true

/** What is told of while it happens. */
interface Watcher {
  readonly tell: (happened: ServersEvent | Reach) => void
  /** Waits until all is told. */
  readonly end: () => Promise<void>
}

function watcher(stage: Stage<OutputFlags>, total: number, sayMissing: SayMissing): Watcher {
  const { io, out } = stage
  if (tellsLines(stage)) return lineWatcher(stage, sayMissing)
  if (!io.stderr.isTTY) {
    const tell = (happened: ServersEvent | Reach) => {
      if (isReach(happened)) out.note(reachSentences[happened.what])
    }
    return { tell, end: () => Promise.resolve() }
  }
  const live = liveOn(io.stderr)
  let board = emptyBoard(total)
  const tell = (happened: ServersEvent | Reach) => {
    board = advance(board, happened)
    const isOver = board.done + board.failed === total
    live.draw(isOver ? [] : render(board, io.stderr.columns()))
  }
  return { tell, end: () => Promise.resolve(live.clear()) }
}

/** Errors are not for JSON: what they say is. */
function lineWatcher({ out }: Stage<OutputFlags>, sayMissing: SayMissing): Watcher {
  const late: Promise<void>[] = []
  const say = (happened: object) => out.line(harmlessJson(happened))
  const tell = (happened: ServersEvent | Reach): void => {
    if (happened.what !== 'failed') return say(happened)
    const said = sayMissing(happened.error)
    late.push(said.then((error) => say({ ...happened, error: messageOf(error) })))
  }
  return { tell, end: async () => void (await Promise.all(late)) }
}
