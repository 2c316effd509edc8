import type { Finding, Status } from '../../doctor/finding.ts'
import type { Io } from '../../io.ts'
import { style } from '../../output/colour.ts'
import type { Style } from '../../output/colour.ts'
import { harmless } from '../../output/harmless.ts'
import { pad } from '../../output/width.ts'

const checkColumns = 14
const statusColumns = 8

/** A finding as people read it: a line, and below it what was seen and what helps, where it is not well. */
export function printFinding({ stdout, env }: Io, finding: Finding): void {
  const paint = style(stdout, env)
  const { check, status, says, evidence, remedy } = finding
  const mark = paintOf(paint, status)(pad(status, statusColumns))
  const quiet = status === 'skipped' ? paint.dim : (text: string) => text
  const lines = [`${mark} ${pad(check, checkColumns)} ${quiet(harmless(says))}`]
  if (status === 'fault' || status === 'warning') {
    const indent = ' '.repeat(statusColumns + checkColumns + 2)
    if (evidence !== undefined) lines.push(`${indent}${paint.dim(`seen: ${harmless(evidence)}`)}`)
    if (remedy !== undefined) lines.push(`${indent}do:   ${harmless(remedy)}`)
  }
  stdout.write(`${lines.join('\n')}\n`)
}

function paintOf(paint: Style, status: Status): Style['red'] {
  const paints = { ok: paint.green, warning: paint.yellow, fault: paint.red, skipped: paint.dim }
  return paints[status]
}
