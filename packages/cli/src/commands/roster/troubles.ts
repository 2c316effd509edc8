import { CliError, failure } from '../../errors/cli-error.ts'
import { messageOf } from '../../errors/message-of.ts'
import { namesOf } from '../../prompt/names.ts'
import type { Failure } from '../../roster/apply.ts'
import type { Lost } from '../../roster/lost.ts'
import type { Step } from '../../roster/plan.ts'

/** What goes wrong while changes are made, and does not end them. */
export interface Troubles {
  /** What later steps cannot count on. */
  readonly lost: Lost
  readonly haveOtherNames: (names: readonly string[]) => void
  readonly failed: (step: Step, failures: readonly Failure[]) => void
  /** A step was left out, or a part of it, as of what went wrong before. */
  readonly heldBack: (step: Step) => void
  readonly all: () => readonly Trouble[]
}

/** What went wrong, and what it is about, for a list of several. */
export interface Trouble {
  readonly error: unknown
  readonly sentence: string
}

const mostSentences = 20

/** Gathers what goes wrong. */
export function troublesIn(): Troubles {
  const users = new Set<string>()
  const otherNames = new Set<string>()
  const groups = new Set<string>()
  const failures = new Map<unknown, Failed>()
  const heldBack = new Set<string>()
  return {
    lost: { users, otherNames, groups },
    haveOtherNames(names) {
      for (const name of names) otherNames.add(name)
    },
    failed(step, ended) {
      for (const { names, error } of ended) {
        const what = whatOf(step)
        // What went wrong for the same reason is told once.
        const key = error instanceof CliError ? error : `${what}: ${messageOf(error)}`
        const others = failures.get(key)?.names ?? []
        failures.set(key, { what, names: [...others, ...names], error })
        if (step.change === 'create group') groups.add(step.group)
        if (step.change === 'create users') for (const name of names) users.add(name)
      }
    },
    heldBack({ change }) {
      if (change === 'delete users') heldBack.add('nobody was deleted')
      else if (change === 'remove from group') heldBack.add('nobody was taken out of a group')
      else if (change === 'narrow shares' || change === 'take back shares')
        heldBack.add('nothing that is shared was taken back')
      // Whoever could not be created is told of already.
      else if (otherNames.size > 0)
        heldBack.add('they were not added to groups, nor servers started or shared')
    },
    all() {
      const troubles = [...failures.values()].map(troubleOf)
      if (heldBack.size === 0) return troubles
      const reason =
        otherNames.size > 0
          ? `the hub has other names for ${namesOf([...otherNames])}`
          : `${namesOf([...users])} could not be created`
      const sentence = `${reason}: ${[...heldBack].join('; ')}`
      return [...troubles, { error: failure(sentence), sentence }]
    },
  }
}

interface Failed extends Failure {
  /** What was to be done. */
  readonly what: string
}

const whatOf = (step: Step): string =>
  'group' in step ? `${step.change} ${step.group}` : step.change

/** The hub's own sentences do not say what they are about. */
function troubleOf({ what, names, error }: Failed): Trouble {
  if (error instanceof CliError) return { error, sentence: error.message }
  const sentence = `${`${what} ${namesOf(names)}`.trimEnd()}: ${messageOf(error)}`
  // Of one alone, the error says more.
  return { error: names.length > 1 ? failure(sentence) : error, sentence }
}

/** The error itself if there is only one, else one with a list. */
export function asOne(troubles: readonly Trouble[]): unknown {
  const [first] = troubles
  if (troubles.length === 1) return first?.error
  return failure('not all could be done', sentencesOf(troubles).join('\n'))
}

/** What went wrong, as far as somebody reads it. */
export function sentencesOf(troubles: readonly Trouble[]): string[] {
  const more = troubles.length - mostSentences
  const shown = troubles.slice(0, mostSentences).map(({ sentence }) => sentence)
  return more > 0 ? [...shown, `… and ${more} more`] : shown
}
