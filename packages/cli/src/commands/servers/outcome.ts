import { SpawnFailedError } from 'jupyterhub-client'
import type { ServerOutcome } from 'jupyterhub-client'
import { Interrupted } from '../../errors/interrupted.ts'
import { messageOf, reasonOf } from '../../errors/message-of.ts'
import type { Shape } from '../../output/shape.ts'
import { printTarget } from '../server-target.ts'
import { addressOf } from './address.ts'
import { latenessOf } from './lateness.ts'

/** Where a server is wanted. */
export type Goal = 'ready' | 'stopped'

/** What became of a server, and where it was wanted. */
export type Outcome = ServerOutcome & { readonly goal: Goal }

/** What became of servers that were wanted there. */
export const towards = (goal: Goal, outcomes: readonly ServerOutcome[]): Outcome[] =>
  outcomes.map((one) => Object.assign({ goal }, one))

/** Whether it was begun and then called off: it may still come about. */
export const isInterrupted = (one: Outcome): boolean =>
  one.outcome === 'failed' && Object(one.error) instanceof Interrupted

/** How it is shown what became of servers. */
export const outcomeShape: Shape<Outcome> = {
  fields: {
    server: { of: printTarget },
    outcome: { of: (one) => (isInterrupted(one) ? 'interrupted' : one.outcome) },
    url: { of: (one) => ('server' in one ? one.server?.url : undefined) },
    reason: { of: reasonForPrograms },
    error: { of: (one) => ('error' in one ? messageOf(one.error) : undefined) },
    user: { of: ({ user }) => user },
    name: { of: ({ name }) => name },
  },
  columns: ['server', 'outcome', 'url', 'reason'],
}

/**
 * The same as a table for people.
 *
 * @param apiUrl - Of the hub.
 */
export const outcomeTable = (apiUrl: string): Shape<Outcome> => ({
  fields: {
    ...outcomeShape.fields,
    outcome: { of: wordForPeople },
    url: { of: (one) => (one.outcome === 'done' ? addressIn(one, apiUrl) : undefined) },
    reason: { of: reasonForPeople, kind: 'sentence' },
  },
  columns: outcomeShape.columns,
  optional: ['url', 'reason'],
})

/** The same of a single server, of which the reason has been said. */
export const loneOutcomeTable = (apiUrl: string): Shape<Outcome> => ({
  ...outcomeTable(apiUrl),
  columns: ['server', 'outcome', 'url'],
})

const addressIn = ({ server }: Outcome & { readonly outcome: 'done' }, apiUrl: string) =>
  server && addressOf(server, apiUrl)

function wordForPeople(one: Outcome): string {
  if (isInterrupted(one)) return 'interrupted'
  if (one.outcome === 'failed' && latenessOf(one.error) !== undefined) return `not ${one.goal}`
  return one.outcome.replaceAll('_', ' ')
}

/** What the hub, or its spawner, says of a failure, without what stands in the same line already. */
function reasonForPeople(one: Outcome): string | undefined {
  if (one.outcome !== 'failed' || isInterrupted(one)) return undefined
  const { error } = one
  if (SpawnFailedError.isInstance(error)) return error.message.replace(/^.*? did not start: /, '')
  return latenessOf(error) ?? reasonOf(error)
}

function reasonForPrograms(one: Outcome): string | undefined {
  const reason = reasonForPeople(one)
  const isLate = one.outcome === 'failed' && latenessOf(one.error) !== undefined
  return isLate ? `not ${one.goal} ${reason}` : reason
}
