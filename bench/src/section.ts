import { markdownTable, table } from './table.ts'

/** A table with its title. The first row is the head. */
export interface Section {
  readonly title: string
  readonly rows: readonly (readonly string[])[]
  readonly notes?: readonly string[]
}

/** A section for a terminal. */
export const renderSection = ({ title, rows, notes = [] }: Section): string[] => [
  title,
  ...table(rows),
  ...notes.map((note) => `  ${note}`),
  '',
]

/** A section for a page. */
export const sectionMarkdown = ({ title, rows, notes = [] }: Section): string[] => [
  `**${title}**`,
  '',
  ...markdownTable(rows),
  '',
  ...notes.flatMap((note) => [note.replaceAll('*', '\\*'), '']),
]
