import { atATime } from '../at-a-time.ts'
import { compare } from './compare.ts'
import type { Finding } from './compare.ts'
import { deletions, putBack } from './deletions.ts'
import type { Question } from './questions.ts'
import type { Holder, Scene } from './scene.ts'

const inFlight = 8

/** Asks every question for everyone who holds a token. */
export async function askAll(
  scene: Scene,
  holders: readonly Holder[],
  questions: readonly Question[],
): Promise<Finding[]> {
  const deletes = ({ id }: Question): boolean => deletions.includes(id)
  const jobsOf = (some: readonly Question[]) =>
    some.flatMap((question) => holders.map((holder) => ({ holder, question })))
  const findings = await atATime(
    inFlight,
    jobsOf(questions.filter((question) => !deletes(question))),
    ({ holder, question }) => compare(scene, holder, question),
  )
  // One after the other, as what is deleted is not there for others to ask about.
  for (const { holder, question } of jobsOf(questions.filter(deletes))) {
    const finding = await compare(scene, holder, question)
    if (finding.answer.status === 204) await putBack(scene.root, question.id)
    findings.push(finding)
  }
  return findings
}

/** Makes a token of a user for each set of scopes. */
export function holdAll(
  { hold }: Scene,
  user: string,
  sets: readonly (readonly string[])[],
): Promise<Holder[]> {
  return atATime(inFlight, sets, (scopes) => hold(user, scopes))
}
