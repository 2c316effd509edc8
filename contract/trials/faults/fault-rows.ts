import { HubConnectionError, HubServerError, HubTimeoutError } from 'jupyterhub-client'
import type { Fault } from 'testbed'
import { amounts } from '../amounts.ts'

/** A fault, and how a client that tells of it has to. */
export interface FaultRow {
  readonly name: string
  readonly fault: Fault
  /** Whether an error says what happened. */
  readonly isNamedBy: (error: unknown) => boolean
  /** Only event streams can show it. */
  readonly streamsOnly?: true
}

const delayMs = 300
/** Longer than any case takes. */
const neverMs = 60_000

const isLateness = (error: unknown): boolean =>
  HubTimeoutError.isInstance(error) && error.clock === 'attempt' && error.ms === amounts.attemptMs

const isLoss = (error: unknown): boolean =>
  HubConnectionError.isInstance(error) && !HubTimeoutError.isInstance(error)

const isPage =
  (status: number) =>
  (error: unknown): boolean =>
    HubServerError.isInstance(error) && error.status === status && error.hubVersion === undefined

const places = [
  'nothing',
  'in-status-line',
  'in-head',
  'after-head',
  'in-body',
  'before-last-byte',
] as const

const row = (
  name: string,
  fault: Fault,
  isNamedBy: FaultRow['isNamedBy'],
  more: Pick<FaultRow, 'streamsOnly'> = {},
): FaultRow => ({ name, fault, isNamedBy, ...more })

const broken = (kind: 'cut' | 'reset'): FaultRow[] => [
  ...places.map((at) => row(`${kind} ${at}`, { kind, at }, isLoss)),
  row(`${kind} after 1.5 events`, { kind, at: { events: 1.5 } }, isLoss, { streamsOnly: true }),
]

const pages: FaultRow[] = ([502, 503, 504] as const).flatMap((status) =>
  [false, true].map((forwarded) =>
    row(
      `${status} page, ${forwarded ? '' : 'not '}forwarded`,
      { kind: 'page', status, forwarded },
      isPage(status),
    ),
  ),
)

const never = (): boolean => false

/** The rows of the table. */
export const faultRows: readonly FaultRow[] = [
  row('request late', { kind: 'delay', ms: delayMs }, never),
  row('answer late', { kind: 'delay-answer', ms: delayMs }, never),
  row('request never', { kind: 'delay', ms: neverMs }, isLateness),
  row('answer never', { kind: 'delay-answer', ms: neverMs }, isLateness),
  row('refused', { kind: 'refuse' }, isLoss),
  row('answer dropped', { kind: 'drop-answer' }, isLoss),
  ...broken('cut'),
  ...broken('reset'),
  ...pages,
  row('held to its end', { kind: 'buffer' }, never, { streamsOnly: true }),
]
