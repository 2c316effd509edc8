import { failure } from '../../errors/cli-error.ts'
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
  readonly errors: () => readonly unknown[]
}

const mostSentences = 20

/** Gathers what goes wrong. */
export function troublesIn(): Troubles {
  const users = new Set<string>()
  const otherNames = new Set<string>()
  const groups = new Set<string>()
  const errors: unknown[] = []
  const heldBack = new Set<string>()
  return {
    lost: { users, otherNames, groups },
    haveOtherNames(names) {
      for (const name of names) otherNames.add(name)
    },
    failed(step, failures) {
      for (const { names, error } of failures) {
        errors.push(error)
        if (step.change === 'create group') groups.add(step.group)
        if (step.change === 'create users') for (const name of names) users.add(name)
      }
    },
    heldBack({ change }) {
      if (change === 'delete users') heldBack.add('nobody was deleted')
      else if (change === 'remove from group') heldBack.add('nobody was taken out of a group')
      // Whoever could not be created is told of already.
      else if (otherNames.size > 0)
        heldBack.add('they were not added to groups, nor servers started')
    },
    errors() {
      if (heldBack.size === 0) return errors
      const reason =
        otherNames.size > 0
          ? `the hub has other names for ${namesOf([...otherNames])}`
          : `${namesOf([...users])} could not be created`
      return [...errors, failure(`${reason}: ${[...heldBack].join('; ')}`)]
    },
  }
}

/** The error itself if there is only one, else one with a list. */
export function asOne(errors: readonly unknown[]): unknown {
  const [first] = errors
  return errors.length === 1
    ? first
    : failure('not all could be done', sentencesOf(errors).join('\n'))
}

/** What errors say, as far as somebody reads it. */
export function sentencesOf(errors: readonly unknown[]): string[] {
  const more = errors.length - mostSentences
  const shown = errors.slice(0, mostSentences).map(messageOf)
  return more > 0 ? [...shown, `… and ${more} more`] : shown
}
