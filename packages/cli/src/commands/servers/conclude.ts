import { HubError, SpawnFailedError } from 'jupyterhub-client'
import type { CommonFlags, Stage } from '../../command.ts'
import { CliError } from '../../errors/cli-error.ts'
import { printReport, report, reportOf } from '../../errors/report.ts'
import { exitCodes } from '../../exit-codes.ts'
import type { ExitCode } from '../../exit-codes.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { printTarget } from '../server-target.ts'
import { interruption } from './interruption.ts'
import { latenessOf } from './lateness.ts'
import { tellsLines } from './many.ts'
import { loneOutcomeTable, outcomeShape, outcomeTable } from './outcome.ts'
import type { Outcome } from './outcome.ts'
import type { GroupFlag } from './targets.ts'

/**
 * Shows what became of servers, but for what has been said line by line.
 *
 * @param names - Servers that the command line names, besides those of a group.
 * @param isRestart - Those that were to start had been stopped for that.
 * @returns What the first failure ends the program with.
 */
export async function conclude(
  stage: Stage<OutputFlags & GroupFlag & CommonFlags>,
  outcomes: readonly Outcome[],
  names: readonly string[],
  isRestart: boolean = false,
): Promise<ExitCode> {
  const { flags, signal } = stage
  const code = await tellFailures(stage, outcomes)
  await show(stage, outcomes)
  const { group, hub } = flags
  if (signal.aborted) throw interruption(outcomes, { names, group, hub, isRestart })
  return code
}

async function show(stage: Stage<OutputFlags>, outcomes: readonly Outcome[]): Promise<void> {
  const { hub, out } = stage
  if (tellsLines(stage)) return
  if (!isTable(stage)) return out.list(outcomeShape, outcomes)
  if (outcomes.length === 0) return
  const shapeOf = outcomes.length === 1 ? loneOutcomeTable : outcomeTable
  await out.list(shapeOf(hub.apiUrl), outcomes)
}

/** Whether people get a table. */
const isTable = ({ io, flags }: Stage<OutputFlags>): boolean =>
  io.stdout.isTTY && flags.json === undefined && flags.csv !== true

/** Tells of failures on stderr, but for what a table says of each of several servers. */
async function tellFailures(
  stage: Stage<OutputFlags>,
  outcomes: readonly Outcome[],
): Promise<ExitCode> {
  const { io, hub, debug, signal } = stage
  let code: ExitCode = exitCodes.ok
  const tell =
    isTable(stage) && outcomes.length > 1 && !debug
      ? remedyTeller(stage)
      : (error: unknown) => report(error, io, { hub, debug })
  for (const one of outcomes) {
    if (one.outcome === 'not_started') code ||= exitCodes.pending
    else if (one.outcome === 'failed' && !signal.aborted) {
      const failed = await tell(forPeople(one))
      code ||= failed
    }
  }
  return code
}

/** What the table says of a server is enough; of what else goes wrong, the first of each kind is told with what helps. */
function remedyTeller({ io, hub }: Stage<unknown>): (error: unknown) => Promise<ExitCode> {
  const codes = new Map<unknown, ExitCode>()
  return async (error) => {
    const kind = HubError.isInstance(error) ? error.code : undefined
    const known = codes.get(kind)
    // The hub would be asked about each.
    if (known !== undefined) return known
    const found = await reportOf(error, hub)
    if (kind !== undefined) codes.set(kind, found.exitCode)
    const isOfServer = error instanceof CliError || SpawnFailedError.isInstance(error)
    const helps = found.hint !== undefined || found.text.includes('\n')
    if (!isOfServer && helps) printReport(found, io)
    return found.exitCode
  }
}

function forPeople(one: Outcome & { readonly outcome: 'failed' }): unknown {
  const lateness = latenessOf(one.error)
  if (lateness === undefined) return one.error
  const says = `${printTarget(one)} is not ${one.goal} ${lateness}`
  return new CliError(says, exitCodes.pending, 'It may still become so.')
}
