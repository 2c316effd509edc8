import { SpawnFailedError } from 'jupyterhub-client'
import type { Middleware, ServerOutcome, ServersEvent } from 'jupyterhub-client'
import type { Stage } from '../../command.ts'
import { Interrupted } from '../../errors/interrupted.ts'
import { messageOf, reasonOf } from '../../errors/message-of.ts'
import { report } from '../../errors/report.ts'
import { exitCodes } from '../../exit-codes.ts'
import type { ExitCode } from '../../exit-codes.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { harmlessJson } from '../../output/harmless.ts'
import { liveOn } from '../../output/live.ts'
import type { Shape } from '../../output/shape.ts'
import { printTarget } from '../server-target.ts'
import type { Target } from '../server-target.ts'
import { advance, emptyBoard, isReach, reachSentences, render } from './board.ts'
import { watchReach } from './reach.ts'
import type { Reach } from './reach.ts'

/** What was begun and then called off may still come about. */
const wordFor = (one: ServerOutcome): string =>
  one.outcome === 'failed' && Object(one.error) instanceof Interrupted ? 'interrupted' : one.outcome

/** How it is shown what became of servers. */
export const outcomeShape: Shape<ServerOutcome> = {
  fields: {
    server: { of: printTarget },
    outcome: { of: wordFor },
    url: { of: (one) => ('server' in one ? one.server?.url : undefined) },
    reason: { of: (one) => ('error' in one ? whyOf(one.error) : undefined) },
    error: { of: (one) => ('error' in one ? messageOf(one.error) : undefined) },
    user: { of: ({ user }) => user },
    name: { of: ({ name }) => name },
  },
  columns: ['server', 'outcome', 'url', 'reason'],
}

/** The same for people, where nothing has failed. */
const shortShape: Shape<ServerOutcome> = { ...outcomeShape, columns: ['server', 'outcome', 'url'] }

/** What the hub, or its spawner, says of a failure, without what stands in the same line already. */
const whyOf = (error: unknown): string =>
  SpawnFailedError.isInstance(error)
    ? error.message.replace(/^.*? did not start: /, '')
    : reasonOf(error)

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
  const { tell, end } = watcher(stage, targets.length)
  const middleware = [watchReach(stage.io.now, tell)]
  for await (const outcome of drive({ onEvent: tell, middleware })) outcomes.push(outcome)
  end()
  const order = new Map(targets.map((target, at) => [printTarget(target), at]))
  const placeOf = (one: Target) => order.get(printTarget(one)) ?? 0
  return outcomes.toSorted((a, b) => placeOf(a) - placeOf(b))
}

/**
 * Shows what became of servers, but for what has been said line by line.
 *
 * @returns What the first failure ends the program with.
 */
export async function conclude(
  stage: Stage<OutputFlags>,
  outcomes: readonly ServerOutcome[],
): Promise<ExitCode> {
  const { io, hub, out, flags, debug, signal } = stage
  let code: ExitCode = exitCodes.ok
  for (const one of outcomes) {
    if (one.outcome === 'not_started') code ||= exitCodes.pending
    else if (one.outcome === 'failed' && !signal.aborted) {
      const failed = await report(one.error, io, { hub, debug })
      code ||= failed
    }
  }
  const isShort = flags.csv !== true && outcomes.every(({ outcome }) => outcome !== 'failed')
  if (!tellsLines(stage)) await out.list(isShort ? shortShape : outcomeShape, outcomes)
  signal.throwIfAborted()
  return code
}

/** Whether what happens is told in lines of JSON. */
export const tellsLines = ({ io, flags }: Stage<OutputFlags>): boolean =>
  !io.stdout.isTTY && flags.json === undefined && flags.csv !== true

/** What is told of while it happens. */
function watcher(
  stage: Stage<OutputFlags>,
  total: number,
): { tell: (happened: ServersEvent | Reach) => void; end: () => void } {
  const { io, out } = stage
  const end = () => {}
  if (tellsLines(stage)) {
    return { tell: (happened) => out.line(harmlessJson(asLine(happened))), end }
  }
  if (!io.stderr.isTTY) {
    const tell = (happened: ServersEvent | Reach) => {
      if (isReach(happened)) out.note(reachSentences[happened.what])
    }
    return { tell, end }
  }
  const live = liveOn(io.stderr)
  let board = emptyBoard(total)
  const tell = (happened: ServersEvent | Reach) => {
    board = advance(board, happened)
    const isOver = board.done + board.failed === total
    live.draw(isOver ? [] : render(board, io.stderr.columns()))
  }
  return { tell, end: live.clear }
}

/** Errors are not for JSON. */
const asLine = (happened: ServersEvent | Reach): object =>
  'error' in happened ? { ...happened, error: messageOf(happened.error) } : happened
