import { CliError } from '../../errors/cli-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import { counted } from '../../output/counted.ts'
import { printTarget } from '../server-target.ts'
import { isInterrupted } from './outcome.ts'
import type { Outcome } from './outcome.ts'

/** The servers that a command line names. */
export interface Naming {
  readonly names: readonly string[]
  readonly group: string | undefined
}

/** Ctrl-C, with what may still come about, what will not, and what to do about it. */
export function interruption(outcomes: readonly Outcome[], naming: Naming): CliError {
  const lines = [
    ...linesOfStarts(
      outcomes.filter(({ goal }) => goal === 'ready'),
      naming,
    ),
    ...linesOfStops(outcomes.filter(({ goal }) => goal === 'stopped')),
  ]
  const hint = lines.length === 0 ? undefined : lines.join('\n')
  return new CliError('interrupted', exitCodes.interrupted, hint)
}

function linesOfStarts(outcomes: readonly Outcome[], naming: Naming): string[] {
  const asked = outcomes.filter(isInterrupted)
  const left = leftOut(outcomes)
  const it = asked.length === 1 ? 'it' : 'them'
  return [
    ...(left > 0 ? [`${servers(left)} not asked for, and will not start.`] : []),
    ...(asked.length > 0
      ? [
          `${servers(asked.length)} asked for and may still start. To stop ${it}:`,
          `  jhub servers stop ${wordsFor(asked, outcomes, naming)}`,
        ]
      : []),
  ]
}

function linesOfStops(outcomes: readonly Outcome[]): string[] {
  const asked = outcomes.filter(isInterrupted).length
  const left = leftOut(outcomes)
  return [
    ...(left > 0 ? [`${servers(left)} not asked to stop.`] : []),
    ...(asked > 0 ? [`${servers(asked)} asked to stop, and may still do so.`] : []),
    ...(left + asked > 0 ? ['To go on, give the same command again.'] : []),
  ]
}

const leftOut = (outcomes: readonly Outcome[]): number =>
  outcomes.filter(({ outcome }) => outcome === 'not_started').length

const servers = (count: number): string =>
  `${counted(count, 'server')} ${count === 1 ? 'was' : 'were'}`

/** As they were named, if it is all of them: others of a group are to run on. */
function wordsFor(
  some: readonly Outcome[],
  outcomes: readonly Outcome[],
  { names, group }: Naming,
): string {
  if (group === undefined || some.length < outcomes.length) return some.map(printTarget).join(' ')
  return [...names, '--group', group].join(' ')
}
