import { wrap } from './wrap.ts'
import type { Screen } from '../io.ts'

/** A sentence for people: on a terminal, broken between its words, and what follows moved in. */
export function fitted(text: string, { isTTY, columns }: Screen): string {
  if (!isTTY) return text
  const indent = /^ */.exec(text)?.[0] ?? ''
  const [first = '', ...rest] = wrap(text.slice(indent.length), columns() - indent.length - 2)
  const hanging = indent === '' ? '' : `${indent}  `
  return [indent + first, ...rest.map((line) => hanging + line)].join('\n')
}

/** The same of several lines; those that begin with blanks are to be copied, and stay whole. */
export const fittedLines = (text: string, screen: Screen): string =>
  text
    .split('\n')
    .map((line) => (line.startsWith(' ') ? line : fitted(line, screen)))
    .join('\n')
