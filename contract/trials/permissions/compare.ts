import { canDo } from 'jupyterhub-client'
import type { Verdict } from 'jupyterhub-client'
import { ask } from './ask.ts'
import { printQuestion } from './questions.ts'
import type { Question } from './questions.ts'
import { requestTo } from './requests.ts'
import type { Holder, Scene } from './scene.ts'
import { isRefusal } from './verdict.ts'
import type { Answer } from './verdict.ts'

/** How much the client is told before it predicts. */
export const tellings = ['all', 'names only', 'no version'] as const

/** One of them. */
export type Told = (typeof tellings)[number]

/** What a hub said, and what the client had said that it would. */
export interface Finding {
  readonly holder: Holder
  readonly question: Question
  readonly answer: Answer
  readonly predicted: Readonly<Record<Told, Verdict>>
}

/** Asks a hub, and the client. */
export async function compare(scene: Scene, holder: Holder, question: Question): Promise<Finding> {
  const predicted = predict(scene.running.version, holder, question)
  const answer = await ask(scene, holder.token, requestTo(question))
  return { holder, question, answer, predicted }
}

function predict(
  version: string,
  { identity }: Holder,
  { id, target }: Question,
): Finding['predicted'] {
  const { groups: _, admin: __, shareWith: ___, ...names } = target
  return {
    all: canDo(identity, id, target, { version }),
    'names only': canDo(identity, id, names, { version }),
    'no version': canDo(identity, id, target),
  }
}

/** Predictions that came out wrong, each in a line with all about it. */
export function disagreements(version: string, findings: readonly Finding[]): string[] {
  return findings.flatMap(({ holder, question, answer, predicted }) => {
    const wrong = isRefusal(answer) ? 'yes' : 'no'
    const told = tellings.filter((one) => predicted[one] === wrong)
    if (told.length === 0) return []
    const { status, message } = answer
    const asked = `${version}, ${holder.name}: ${printQuestion(question)}`
    return [
      `${asked}: ${wrong} (told ${told.join(', ')}), but ${status} ${JSON.stringify(message)}`,
    ]
  })
}
