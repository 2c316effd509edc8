import type { Culled } from '../../cull/carry-out.ts'
import type { Because } from '../../cull/decide.ts'
import type { Item } from '../../cull/plan.ts'
import { counted } from '../../output/counted.ts'

const keptWords: Readonly<Record<Because, string>> = {
  active: 'in use',
  protected: 'protected',
  excluded: 'not asked for',
  pending: 'starting or stopping',
  not_ready: 'not ready',
  unknown_dates: 'without dates that can be read',
  servers_stay: 'with servers',
  idle: 'idle',
  max_age: 'too old',
}

/** What was found and, if given, what became of it, in a line: `Looked at 3 servers: 1 stopped, 2 kept (1 in use, 1 protected).` */
export function summaryOf(items: readonly Item[], culled?: readonly Culled[]): string {
  const kinds = (['server', 'user'] as const).filter((kind) =>
    items.some((item) => item.kind === kind),
  )
  if (kinds.length === 0) return 'No server runs.'
  const parts = kinds.map((kind) => {
    const some = items.filter((item) => item.kind === kind)
    const kept = some.filter(({ cull }) => !cull)
    const words = [
      ...(culled === undefined
        ? counts(some.flatMap(({ cull, action }) => (cull ? `to ${action}` : [])))
        : counts(
            culled.filter((one) => one.kind === kind).map(({ outcome }) => outcomeWords(outcome)),
          )),
      ...(kept.length === 0 ? [] : [keptWordsOf(kept, culled === undefined)]),
    ]
    return `${counted(some.length, kind)}: ${words.join(', ')}`
  })
  return `Looked at ${parts.join('; at ')}.`
}

const outcomeWords = (outcome: Culled['outcome']): string => outcome.replaceAll('_', ' ')

function keptWordsOf(kept: readonly Item[], isPlan: boolean): string {
  const why = counts(kept.map(({ because }) => keptWords[because])).join(', ')
  return `${kept.length} ${isPlan ? 'to keep' : 'kept'} (${why})`
}

/** `3 stopped`, `1 failed`: how often each is there. */
function counts(words: readonly string[]): string[] {
  return [...new Set(words)].map(
    (word) => `${words.filter((other) => other === word).length} ${word}`,
  )
}
