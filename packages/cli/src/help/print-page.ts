import { wrap } from '../output/wrap.ts'
import { paragraphsOf } from './page.ts'
import type { Entry, Page } from './page.ts'
import { twoColumns } from './two-columns.ts'

/** Fits the terminal of everyone, and a column of a mail. */
const columns = 80

/** The help of a command as text. */
export function printPage(
  { brief, more, examples, usage, flags, common, args }: Page,
  command: string,
  ansiColor: boolean,
): string {
  const title = (text: string) => (ansiColor ? `\x1b[1m${text}\x1b[22m` : text)
  const section = (name: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', title(name), ...lines]
  const table = (entries: readonly Entry[]): string[] =>
    twoColumns(
      entries.map(({ name, meaning }) => [name, meaning]),
      columns,
    )
  const lines = [
    ...wrap(`${brief}.`, columns),
    ...(more === undefined ? [] : paragraphsOf(more)).flatMap((part) =>
      part.startsWith(' ') ? part : wrap(part, columns),
    ),
    ...section('USAGE', [`  ${command} ${usage}`]),
    ...section('ARGUMENTS', table(args)),
    ...section('FLAGS', table(flags)),
    ...section('FLAGS OF ALL COMMANDS', table(common)),
    ...section(
      'EXAMPLES',
      examples.map((line) => `  ${line}`),
    ),
  ]
  return `${lines.join('\n')}\n`
}
