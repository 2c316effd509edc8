import { commandLine } from '../../command-line.ts'
import { CliError } from '../../errors/cli-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import { counted } from '../../output/counted.ts'
import { printTarget } from '../server-target.ts'
import { isInterrupted } from './outcome.ts'
import type { Outcome } from './outcome.ts'
import { latenessOf } from './lateness.ts'

/** More names make no command that somebody would type. */
const mostNames = 10

/** The command that was interrupted. */
export interface InterruptedCommand {
  /** Servers that the command line names, besides those of a group. */
  readonly names: readonly string[]
  readonly group: string | undefined
  /** What `--hub` named. */
  readonly hub: string | undefined
  /** What was to start had been stopped for that. */
  readonly isRestart: boolean
}

/** Ctrl-C, with what may still come about, what will not, and what to do about it. */
export function interruption(outcomes: readonly Outcome[], command: InterruptedCommand): CliError {
  const starts = outcomes.filter(({ goal }) => goal === 'ready')
  const stops = outcomes.filter(({ goal }) => goal === 'stopped')
  const lines = [...linesOfStarts(starts, command), ...linesOfStops(stops)]
  const hint = lines.length === 0 ? undefined : lines.join('\n')
  return new CliError('interrupted', exitCodes.interrupted, hint)
}

function linesOfStarts(outcomes: readonly Outcome[], command: InterruptedCommand): string[] {
  const asked = outcomes.filter(mayStillCome)
  const left = outcomes.filter(wasLeftOut)
  const lines: string[] = []
  if (left.length > 0 && command.isRestart) {
    lines.push(`${servers(left)} stopped, and not asked to start again.`)
    lines.push(...remedy('start', left, command))
  } else if (left.length > 0) lines.push(`${servers(left)} not asked for, and will not start.`)
  if (asked.length > 0) {
    lines.push(`${servers(asked)} asked for and may still start.`)
    const isGroup = command.group !== undefined && asked.length === outcomes.length
    const words = ['servers', 'stop', ...command.names, '--group', command.group ?? '']
    // Not the group if it is but some of them: others are to run on.
    if (isGroup) lines.push('To stop them:', `  ${commandLine(words, command.hub)}`)
    else lines.push(...remedy('stop', asked, command))
  }
  return lines
}

function linesOfStops(outcomes: readonly Outcome[]): string[] {
  const asked = outcomes.filter(mayStillCome)
  const left = outcomes.filter(wasLeftOut)
  const lines: string[] = []
  if (left.length > 0) lines.push(`${servers(left)} not asked to stop.`)
  if (asked.length > 0) lines.push(`${servers(asked)} asked to stop, and may still do so.`)
  return lines.length === 0 ? [] : [...lines, 'To go on, give the same command again.']
}

function remedy(
  verb: 'start' | 'stop',
  some: readonly Outcome[],
  { hub }: InterruptedCommand,
): readonly string[] {
  const them = some.length === 1 ? 'it' : 'them'
  if (some.length > mostNames) {
    return [`To ${verb} them, give their names to: ${commandLine(['servers', verb], hub)}`]
  }
  const words = ['servers', verb, ...some.map(printTarget)]
  return [`To ${verb} ${them}:`, `  ${commandLine(words, hub)}`]
}

const wasLeftOut = ({ outcome }: Outcome): boolean => outcome === 'not_started'

/** Whether the hub was asked for it, and then nobody waited any longer. */
const mayStillCome = (one: Outcome): boolean =>
  isInterrupted(one) || (one.outcome === 'failed' && latenessOf(one.error) !== undefined)

const servers = (some: readonly Outcome[]): string =>
  `${counted(some.length, 'server')} ${some.length === 1 ? 'was' : 'were'}`
