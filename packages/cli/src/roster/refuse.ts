import { usageError } from '../errors/cli-error.ts'
import type { Problem } from './roster.ts'

const mostProblems = 20

/** @throws {@link CliError} if there are problems in a file, with their places. */
export function refuseProblems(path: string, problems: readonly Problem[], sentence: string): void {
  if (problems.length === 0) return
  const lines = problems
    .toSorted((a, b) => a.line - b.line || a.column - b.column)
    .map(({ line, column, says }) => `${path}:${line}:${column}: ${says}`)
  const more = lines.length - mostProblems
  const shown = [...lines.slice(0, mostProblems), ...(more > 0 ? [`… and ${more} more`] : [])]
  throw usageError(sentence, shown.join('\n'))
}
