import { wrap } from '../output/wrap.ts'
import { paragraphsOf } from './page.ts'
import type { Entry, Overview, Page } from './page.ts'
import { twoColumns } from './two-columns.ts'

/** Fits the terminal of everyone, and a column of a mail. */
const columns = 80

/** A part of the help; nothing is shown of one without lines. */
type Section = readonly [title: string, lines: readonly string[]]

/** The help of a command as text. */
export function printPage(
  { brief, more, examples, usage, flags, common, args }: Page,
  command: string,
  ansiColor: boolean,
): string {
  return print(
    [`${brief}.`, ...(more === undefined ? [] : paragraphsOf(more))],
    [
      ['USAGE', [`  ${command} ${usage}`]],
      ['ARGUMENTS', table(args)],
      ['FLAGS', table(flags)],
      ['FLAGS OF ALL COMMANDS', table(common)],
      ['EXAMPLES', indented(examples)],
    ],
    ansiColor,
  )
}

/** The help of what has commands below it as text. */
export function printOverview(
  { brief, examples, commands, common }: Overview,
  command: string,
  ansiColor: boolean,
): string {
  return print(
    [`${brief}.`],
    [
      ['USAGE', [`  ${command} <command> [flags] [<argument>...]`]],
      ['COMMANDS', table(commands)],
      ['FLAGS OF ALL COMMANDS', table(common)],
      ['EXAMPLES', indented(examples)],
      ['MORE', [`  ${command} <command> --help says what a command takes, with examples.`]],
    ],
    ansiColor,
  )
}

function print(
  paragraphs: readonly string[],
  sections: readonly Section[],
  ansiColor: boolean,
): string {
  const titled = ([name, lines]: Section): readonly string[] =>
    lines.length === 0 ? [] : ['', ansiColor ? `\x1b[1m${name}\x1b[22m` : name, ...lines]
  const lines = [
    ...paragraphs.flatMap((part) => (part.startsWith(' ') ? part : wrap(part, columns))),
    ...sections.flatMap(titled),
  ]
  return `${lines.join('\n')}\n`
}

const table = (entries: readonly Entry[]): string[] =>
  twoColumns(
    entries.map(({ name, meaning }) => [name, meaning]),
    columns,
  )

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`)
