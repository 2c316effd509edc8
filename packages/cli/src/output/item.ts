import type { Io } from '../io.ts'
import { cellForPeople, cellForPrograms } from './cell.ts'
import { style } from './colour.ts'
import { csvLine } from './csv.ts'
import { chosenFields } from './fields.ts'
import type { OutputFlags } from './flags.ts'
import { harmlessJson } from './harmless.ts'
import { picked } from './picked.ts'
import type { Shape } from './shape.ts'
import { pad } from './width.ts'

/** Shows one thing: a line for each of its fields. */
export function writeItem<T>(io: Io, flags: OutputFlags, shape: Shape<T>, item: T): void {
  const { stdout } = io
  if (flags.json !== undefined) {
    const fields = picked(shape, chosenFields(shape, flags.json), item)
    return stdout.write(`${harmlessJson(fields, stdout.isTTY ? 2 : undefined)}\n`)
  }
  const fields = Object.entries(shape.fields)
  if (flags.csv === true) {
    stdout.write(csvLine(fields.map(([name]) => name)))
    return stdout.write(csvLine(fields.map(([, field]) => cellForPrograms(field, item))))
  }
  if (!stdout.isTTY) {
    const lines = fields.map(([name, field]) => `${name}\t${cellForPrograms(field, item)}\n`)
    return stdout.write(lines.join(''))
  }
  const paint = style(stdout, io.env)
  const widest = Math.max(...fields.map(([name]) => name.length))
  for (const [name, field] of fields) {
    const cell = cellForPeople(field, item, io.now())
    if (cell !== '') stdout.write(`${paint.dim(pad(`${name}:`, widest + 1))} ${cell}\n`)
  }
}
