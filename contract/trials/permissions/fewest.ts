import { scopesFor } from 'jupyterhub-client'
import { askAll } from './ask-all.ts'
import type { Combination } from './combinations.ts'
import type { Finding } from './compare.ts'
import { deletions } from './deletions.ts'
import { printQuestion } from './questions.ts'
import type { Scene } from './scene.ts'
import { isRefusal } from './verdict.ts'

/** What came of the scopes that were said to be the fewest for something. */
export interface FewestFinding {
  /** What they were for, in a line. */
  readonly name: string
  readonly scopes: readonly string[]
  /** Operations that they do not do for. */
  readonly refused: readonly string[]
  /** Scopes that can be left out. */
  readonly needless: readonly string[]
}

/** Tries tokens with exactly the scopes that the client names, and with each of them left out. */
export async function tryFewest(scene: Scene, wanted: Combination): Promise<FewestFinding> {
  const { ids, target, about = target } = wanted
  const scopes = scopesFor(ids, about, { version: scene.running.version })
  const refusedWith = async (held: readonly string[]): Promise<string[]> => {
    const holder = await scene.hold('admin', held)
    const findings = await askAll(
      scene,
      [holder],
      ids.map((id) => ({ id, target })),
    )
    return findings.filter(({ answer }) => isRefusal(answer)).map(printRefusal)
  }
  const needless: string[] = []
  for (const scope of scopes) {
    const refused = await refusedWith(scopes.filter((other) => other !== scope))
    if (refused.length === 0) needless.push(scope)
  }
  const name = `${ids.join(', ')} ${JSON.stringify(about)}`
  return { name, scopes, refused: await refusedWith(scopes), needless }
}

/** What deletes comes last: servers are gone with their user. */
export function deletingLast(some: readonly Combination[]): Combination[] {
  const deletes = ({ ids }: Combination): number => Number(ids.some((id) => deletions.includes(id)))
  return some.toSorted((a, b) => deletes(a) - deletes(b))
}

function printRefusal({ question, answer }: Finding): string {
  return `${printQuestion(question)}: ${answer.status} ${JSON.stringify(answer.message)}`
}
