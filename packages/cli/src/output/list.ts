import type { Io } from '../io.ts'
import { cellForPeople, cellForPrograms } from './cell.ts'
import { style } from './colour.ts'
import { csvLine } from './csv.ts'
import { chosenFields } from './fields.ts'
import type { OutputFlags } from './flags.ts'
import { harmlessJson } from './harmless.ts'
import { picked } from './picked.ts'
import type { Shape } from './shape.ts'
import { table } from './table.ts'

/** Things to be shown, as they come. */
export type Items<T> = Iterable<T> | AsyncIterable<T>

/** Shows things: a table on a terminal, tab-separated lines otherwise, or what the flags say. */
export async function writeList<T>(
  io: Io,
  flags: OutputFlags,
  shape: Shape<T>,
  items: Items<T>,
): Promise<void> {
  if (flags.json !== undefined) return writeJson(io, chosenFields(shape, flags.json), shape, items)
  if (flags.csv === true) return writeCsv(io, shape, items)
  return io.stdout.isTTY ? writeTable(io, shape, items) : writeTsv(io, shape, items)
}

async function writeJson<T>(
  { stdout }: Io,
  fields: readonly string[],
  shape: Shape<T>,
  items: Items<T>,
): Promise<void> {
  let before = '[\n'
  for await (const item of items) {
    stdout.write(`${before}${harmlessJson(picked(shape, fields, item))}`)
    before = ',\n'
  }
  stdout.write(before === '[\n' ? '[]\n' : '\n]\n')
}

async function writeCsv<T>({ stdout }: Io, shape: Shape<T>, items: Items<T>): Promise<void> {
  stdout.write(csvLine(shape.columns))
  for await (const item of items) stdout.write(csvLine(cellsForPrograms(shape, item)))
}

async function writeTsv<T>({ stdout }: Io, shape: Shape<T>, items: Items<T>): Promise<void> {
  for await (const item of items) stdout.write(`${cellsForPrograms(shape, item).join('\t')}\n`)
}

async function writeTable<T>(io: Io, shape: Shape<T>, items: Items<T>): Promise<void> {
  const now = io.now()
  const rows: Record<string, string>[] = []
  for await (const item of items) rows.push(cellsForPeople(shape, item, now))
  if (rows.length === 0) return io.stderr.write('Nothing to show.\n')
  const { fields, columns, optional = [] } = shape
  const shown = columns.filter((name) => !optional.includes(name) || rows.some((row) => row[name]))
  const lines = table(
    shown.map((name) => ({ name, isSentence: fields[name]?.kind === 'sentence' })),
    rows.map((row) => shown.map((name) => row[name] ?? '')),
    io.stdout.columns(),
    style(io.stdout, io.env),
  )
  io.stdout.write(`${lines.join('\n')}\n`)
}

const cellsForPrograms = <T>({ fields, columns }: Shape<T>, item: T): string[] =>
  columns.flatMap((name) => fields[name] ?? []).map((field) => cellForPrograms(field, item))

const cellsForPeople = <T>(
  { fields, columns }: Shape<T>,
  item: T,
  now: number,
): Record<string, string> =>
  Object.fromEntries(
    columns.flatMap((name) => {
      const field = fields[name]
      return field === undefined ? [] : [[name, cellForPeople(field, item, now)]]
    }),
  )
