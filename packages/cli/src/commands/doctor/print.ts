import type { Finding, Status } from '../../doctor/finding.ts'
import type { Io } from '../../io.ts'
import { style } from '../../output/colour.ts'
import type { Style } from '../../output/colour.ts'
import { harmless } from '../../output/harmless.ts'
import { pad } from '../../output/width.ts'
import { wrap } from '../../output/wrap.ts'

const checkColumns = 14
const statusColumns = 8
const indent = ' '.repeat(statusColumns + checkColumns + 2)

/** A finding as people read it: a line, and below it what was seen and what helps, where it is not well. */
export function printFinding({ stdout, env }: Io, finding: Finding): void {
  const paint = style(stdout, env)
  const { check, status, says, evidence, remedy } = finding
  const isQuiet = status === 'skipped'
  const mark = paintOf(paint, status)(pad(status, statusColumns))
  const room = stdout.columns() - indent.length
  const lines = wrap(harmless(says), room).map((line) => (isQuiet ? paint.dim(line) : line))
  const below = (label: string, text: string | undefined, by: Style['dim']) => {
    if (text === undefined) return
    const parts = wrap(harmless(text), room - label.length)
    lines.push(
      ...parts.map((part, at) => by(`${at === 0 ? label : ' '.repeat(label.length)}${part}`)),
    )
  }
  if (status === 'fault' || status === 'warning') {
    below('seen: ', evidence, paint.dim)
    below('do:   ', remedy, (text) => text)
  }
  const [first, ...others] = lines
  const text = [
    `${mark} ${pad(check, checkColumns)} ${first}`,
    ...others.map((line) => indent + line),
  ]
  stdout.write(`${text.join('\n')}\n`)
}

function paintOf(paint: Style, status: Status): Style['red'] {
  const paints = { ok: paint.green, warning: paint.yellow, fault: paint.red, skipped: paint.dim }
  return paints[status]
}
