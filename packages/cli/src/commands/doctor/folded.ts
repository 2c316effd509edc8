import type { Finding } from '../../doctor/finding.ts'

const mostNamed = 4

/** Findings as they come; checks that are skipped for the same reason, one after the other, are one. */
export async function* folded(findings: AsyncIterable<Finding>): AsyncGenerator<Finding> {
  let alike: Finding[] = []
  for await (const finding of findings) {
    const isSkipped = finding.status === 'skipped'
    if (isSkipped && finding.says === alike[0]?.says) {
      alike.push(finding)
      continue
    }
    yield* asOne(alike)
    alike = isSkipped ? [finding] : []
    if (!isSkipped) yield finding
  }
  yield* asOne(alike)
}

function* asOne(alike: readonly Finding[]): Generator<Finding> {
  const [first, ...others] = alike
  if (first === undefined) return
  if (others.length === 0) yield first
  else {
    yield { ...first, check: `${alike.length} checks`, says: `${first.says} (${namesOf(alike)})` }
  }
}

function namesOf(alike: readonly Finding[]): string {
  const names = alike.map(({ check }) => check)
  if (names.length <= mostNamed) return names.join(', ')
  const shown = names.slice(0, mostNamed - 1)
  return `${shown.join(', ')} and ${names.length - shown.length} more`
}
