import { isDeepStrictEqual } from 'node:util'
import type { Style } from '../output/colour.ts'
import { counted } from '../output/counted.ts'
import { harmless } from '../output/harmless.ts'
import { widthOf } from '../output/width.ts'
import { sizeOf, takesAway } from './plan.ts'
import type { Step } from './plan.ts'

type PropertyStep = Extract<Step, { change: 'set properties' }>
type OfPeople = Exclude<Step, PropertyStep | { change: 'create group' }>

/** Lines of names that are shown of those that are added. Whom something is taken from, is shown in full. */
const mostLines = 2

/**
 * Changes as somebody reads them who is to agree: people first, then group by group, with a sum at the end.
 *
 * @param columns - Width of the terminal.
 */
export function describePlan(steps: readonly Step[], columns: number, paint: Style): string[] {
  const line = (step: Step) => linesOf(step, columns, paint)
  const people = steps.flatMap((step) => ('group' in step ? [] : line(step)))
  const ofGroups = steps.filter((step) => 'group' in step)
  const groups: string[] = []
  for (const group of new Set(ofGroups.map((step) => step.group))) {
    const changes = ofGroups.filter((step) => step.group === group)
    const isNew = changes.some(({ change }) => change === 'create group')
    groups.push(`${paint.bold(`Group ${harmless(group)}`)}${isNew ? paint.green(' (new)') : ''}`)
    groups.push(...changes.flatMap(line))
  }
  const taken = sizeOf(steps.filter(takesAway))
  const sum = taken === 0 ? '' : `, ${taken} ${taken === 1 ? 'takes' : 'take'} something away`
  return [
    ...(people.length === 0 ? [] : [paint.bold('Users'), ...people]),
    ...groups,
    `${counted(sizeOf(steps), 'change')}${sum}.`,
  ]
}

function linesOf(step: Step, columns: number, paint: Style): string[] {
  if (step.change === 'create group') return []
  if (step.change === 'set properties') return propertyLines(step, paint)
  const lines = named(
    `${words(step)}: `,
    step.names,
    columns,
    takesAway(step) ? Infinity : mostLines,
  )
  return marked(signOf(step, paint), lines)
}

function words(step: OfPeople): string {
  const { length: count } = step.names
  switch (step.change) {
    case 'create users':
      return counted(count, step.admin ? 'new admin' : 'new user')
    case 'make admin':
      return `${count} become${count === 1 ? 's an admin' : ' admins'}`
    case 'make no admin':
      return `${count} no admin any more`
    case 'add to group':
      return `${count} join${count === 1 ? 's' : ''}`
    case 'remove from group':
      return `${count} leave${count === 1 ? 's' : ''}`
    case 'start servers':
      return `${counted(count, 'server')} start${count === 1 ? 's' : ''}`
    case 'delete users':
      return `${counted(count, 'user')} deleted`
  }
}

function signOf(step: Step, { red, green, yellow }: Style): string {
  if (step.change === 'make admin' || step.change === 'make no admin') return yellow('~')
  return takesAway(step) ? red('-') : green('+')
}

/** Names after a word, broken into lines. */
function named(before: string, names: readonly string[], columns: number, most: number): string[] {
  const width = columns - 5
  const lines: string[] = []
  let line = before
  for (const [at, name] of names.entries()) {
    const last = at === names.length - 1
    const piece = `${harmless(name)}${last ? '' : ', '}`
    const more = ` and ${names.length - at} more`
    const room = lines.length + 1 === most && !last ? width - more.length : width
    if (at > 0 && widthOf(line + piece.trimEnd()) > room) {
      if (lines.length + 1 === most) return [...lines, `${line.replace(/, $/, '')}${more}`]
      lines.push(line.trimEnd())
      line = '  '
    }
    line += piece
  }
  return [...lines, line]
}

function propertyLines({ properties, before }: PropertyStep, paint: Style): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(properties)])]
  const text = (value: unknown) => harmless(JSON.stringify(value))
  return keys.flatMap((key) => {
    const [was, is] = [before[key], properties[key]]
    if (isDeepStrictEqual(was, is)) return []
    const name = harmless(key)
    if (was === undefined) return marked(paint.green('+'), [`${name} ${text(is)}`])
    if (is === undefined) return marked(paint.red('-'), [`${name} ${text(was)}`])
    return marked(paint.yellow('~'), [`${name} ${text(was)} → ${text(is)}`])
  })
}

const marked = (sign: string, lines: readonly string[]): string[] =>
  lines.map((line, at) => (at === 0 ? `  ${sign} ${line}` : `    ${line}`))
