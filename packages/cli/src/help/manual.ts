import { paragraphsOf } from './page.ts'
import type { Entry, Page } from './page.ts'

/** A command and what there is to know of it. */
export interface Chapter {
  /** `users list` */
  readonly command: string
  readonly page: Page
}

/** What the manual says besides its commands. */
export interface Preface {
  readonly version: string
  readonly brief: string
  /** Sections before the commands, and behind them: a paragraph, or names and what they mean. */
  readonly before: readonly Section[]
  readonly behind: readonly Section[]
}

/** A section of the manual. */
export interface Section {
  readonly title: string
  readonly text?: string
  readonly entries?: readonly Entry[]
}

/**
 * The manual page of the program, as `man` takes it.
 *
 * @see https://man7.org/linux/man-pages/man7/groff_man.7.html
 */
export function manual(
  { version, brief, before, behind }: Preface,
  chapters: readonly Chapter[],
): string {
  const [first] = chapters
  const common = first?.page.common ?? []
  return [
    `.TH JHUB 1 "" "jhub ${version}" "Manual of jhub"`,
    // Words are not broken, and commands can be copied.
    '.nh',
    '.ad l',
    ...section('NAME', `jhub - ${brief}`),
    ...section('SYNOPSIS', 'jhub <command> [flags] [<argument>...]'),
    ...before.flatMap(sectionOf),
    '.SH COMMANDS',
    ...chapters.flatMap(chapterOf),
    ...sectionOf({ title: 'FLAGS OF ALL COMMANDS', entries: common }),
    ...behind.flatMap(sectionOf),
    '',
  ].join('\n')
}

const section = (title: string, text: string): string[] => [`.SH ${title}`, escaped(text)]

const sectionOf = ({ title, text, entries = [] }: Section): string[] => [
  `.SH ${title}`,
  ...(text === undefined ? [] : [escaped(text)]),
  ...entries.flatMap(tagged),
]

function chapterOf({ command, page }: Chapter): string[] {
  const { brief, more, usage, args, flags, examples } = page
  return [
    `.SS "${escaped(`jhub ${command} ${usage}`)}"`,
    escaped(`${brief}.`),
    ...(more === undefined ? [] : ['.PP', ...literalIfIndented(more)]),
    ...[...args, ...flags].flatMap(tagged),
    '.PP',
    'For example:',
    ...literal(examples),
  ]
}

/** Lines that begin with blanks are shown as they are. */
const literalIfIndented = (text: string): string[] =>
  paragraphsOf(text).flatMap((part) =>
    part.startsWith(' ') ? literal([part.trim()]) : [escaped(part)],
  )

const literal = (lines: readonly string[]): string[] => [
  '.RS 4',
  '.nf',
  ...lines.map(escaped),
  '.fi',
  '.RE',
]

const tagged = ({ name, meaning }: Entry): string[] => [
  '.TP',
  `\\fB${escaped(name)}\\fR`,
  escaped(meaning),
]

/** A text of which nothing is taken for a request. */
function escaped(text: string): string {
  const plain = text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('"', '\\(dq')
  return /^[.']/.test(plain) ? `\\&${plain}` : plain
}
