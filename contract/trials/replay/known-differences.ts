import { isAtLeast } from '../../src/version.ts'
import type { Difference } from './compare.ts'

/** A difference that is to be. It has to show in every recording of a hub of its versions. */
interface KnownDifference {
  /** First release of the hub that it is about: all unless given. */
  readonly since?: string
  /** First release that it is not about any more. */
  readonly until?: string
  /** Title of the exchange. */
  readonly exchange: RegExp
  /** Where in the answer. */
  readonly at: RegExp
  readonly reason: string
}

const knownDifferences: readonly KnownDifference[] = [
  {
    exchange: / POST \S+\/users by .* NaN$/,
    at: /^body\.message$/,
    reason: 'Python takes NaN for JSON. Nothing that writes JSON writes it.',
  },
  {
    since: '2.0',
    until: '3.0',
    exchange: / POST \S+\/tokens by .* \{"note":5\}$/,
    at: /^body\.note$/,
    reason: 'A note that is a number is told as one before the database has made a text of it.',
  },
]

/** What differs between a hub and the emulated one, told apart by whether it is to. */
export interface Verdict {
  readonly unknown: readonly Difference[]
  /** Reasons for the known ones. */
  readonly known: readonly string[]
  /** Reasons for known ones that are none any more. */
  readonly gone: readonly string[]
}

/** Tells differences that are to be from those that are not. */
export function judge(version: string, differences: readonly Difference[]): Verdict {
  const expected = knownDifferences.filter((known) => isOf(known, version))
  const shows = (known: KnownDifference): boolean =>
    differences.some((difference) => isThat(difference, known))
  return {
    unknown: differences.filter((found) => !expected.some((known) => isThat(found, known))),
    known: expected.filter(shows).map(({ reason }) => reason),
    gone: expected.filter((known) => !shows(known)).map(({ reason }) => reason),
  }
}

const isOf = ({ since = '0', until }: KnownDifference, version: string): boolean =>
  isAtLeast(version, since) && (until === undefined || !isAtLeast(version, until))

const isThat = ({ exchange, at }: Difference, known: KnownDifference): boolean =>
  known.exchange.test(exchange) && known.at.test(at)
