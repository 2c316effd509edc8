import type { Finding, Told } from './compare.ts'
import type { FewestFinding } from './fewest.ts'
import type { Question } from './questions.ts'
import { undecided } from './undecided.ts'
import { isRefusal } from './verdict.ts'

/** What came of the comparison, in numbers. */
export function linesOfComparison(
  questions: readonly Question[],
  sets: number,
  findings: readonly Finding[],
  wrong: readonly string[],
): string[] {
  const operations = new Set(questions.map(({ id }) => id)).size
  const holders = new Set(findings.map(({ holder }) => holder)).size
  const refused = findings.filter(({ answer }) => isRefusal(answer)).length
  const maybe = (told: Told): string => `${count(undecided(findings, told).length)} maybe`
  return [
    `${operations} operations (${questions.length} with their targets) x ${holders} tokens (${sets} sets of scopes): ` +
      `${count(findings.length)} compared, ${wrong.length} disagreements, ${maybe('all')}`,
    `the hub allowed ${count(findings.length - refused)} and refused ${count(refused)}`,
    `canDo told of names only: ${maybe('names only')}; without the version: ${maybe('no version')}`,
  ]
}

/** What came of the fewest scopes, in numbers. */
export function linesOfFewest(findings: readonly FewestFinding[]): string[] {
  const enough = findings.filter(({ refused }) => refused.length === 0).length
  const scopes = findings.flatMap((finding) => finding.scopes).length
  const needless = findings.flatMap((finding) => finding.needless).length
  return [
    `${enough} of ${findings.length} sets of scopes were enough`,
    `${scopes} scopes left out in turn, of which ${needless} were not needed`,
  ]
}

function count(number: number): string {
  return number.toLocaleString('en')
}
