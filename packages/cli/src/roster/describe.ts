import { isDeepStrictEqual } from 'node:util'
import type { Style } from '../output/colour.ts'
import { counted } from '../output/counted.ts'
import { harmless } from '../output/harmless.ts'
import { widthOf } from '../output/width.ts'
import { wrap } from '../output/wrap.ts'
import { sizeOf, takesAway } from './plan.ts'
import type { Step } from './plan.ts'

type PropertyStep = Extract<Step, { change: 'set properties' }>
type WithNames = Exclude<Step, PropertyStep | { change: 'create group' }>

/** Lines of names that are shown of those that are added. Whom something is taken from, is shown in full. */
const mostLines = 2

/** Groups that are shown of those that only win something. */
const mostGroups = 5

/** How a plan is shown. */
export interface Manner {
  /** Width of the terminal. */
  readonly columns: number
  readonly paint: Style
  /** Show every name and every group, however many these are. */
  readonly all: boolean
}

/**
 * Changes as somebody reads them who is to agree: people first, then group by group, then what is shared, with a sum at the end.
 */
export function describePlan(steps: readonly Step[], manner: Manner): string[] {
  const { paint } = manner
  const part = (title: string, of: readonly Step[]) =>
    of.length === 0 ? [] : [paint.bold(title), ...of.flatMap((step) => linesOf(step, manner))]
  const taken = sizeOf(steps.filter(takesAway))
  const sum = taken === 0 ? '' : `, ${taken} ${taken === 1 ? 'takes' : 'take'} something away`
  const ofPeople = (step: Step) => !('group' in step || 'shares' in step)
  return [
    ...part('Users', steps.filter(ofPeople)),
    ...groupLines(steps, manner),
    ...part(
      'Shares',
      steps.filter((step) => 'shares' in step),
    ),
    `${counted(sizeOf(steps), 'change')}${sum}.`,
  ]
}

/** Group by group; of those that only win something, the first few, and how many more there are. */
function groupLines(steps: readonly Step[], manner: Manner): string[] {
  const { paint, columns, all } = manner
  const ofGroups = new Map<string, Step[]>()
  for (const step of steps) {
    if (!('group' in step)) continue
    ofGroups.set(step.group, [...(ofGroups.get(step.group) ?? []), step])
  }
  const lines: string[] = []
  const folded: Step[][] = []
  let won = 0
  for (const [group, changes] of ofGroups) {
    if (changes.every(onlyAdds)) won += 1
    if (!all && won > mostGroups && changes.every(onlyAdds)) {
      folded.push(changes)
      continue
    }
    const isNew = changes.some(isCreation)
    lines.push(`${paint.bold(`Group ${harmless(group)}`)}${isNew ? paint.green(' (new)') : ''}`)
    lines.push(...changes.flatMap((step) => linesOf(step, manner)))
  }
  if (folded.length === 0) return lines
  return [...lines, ...wrap(sentenceOf(folded), columns - 1)]
}

const isCreation = ({ change }: Step): boolean => change === 'create group'

const onlyAdds = (step: Step): boolean =>
  isCreation(step) ||
  step.change === 'add to group' ||
  (step.change === 'set properties' && Object.keys(step.before).length === 0)

function sentenceOf(folded: readonly (readonly Step[])[]): string {
  const fresh = folded.filter((changes) => changes.some(isCreation)).length
  const joins = sizeOf(folded.flat().filter(({ change }) => change === 'add to group'))
  const parts = [
    ...(fresh === 0 ? [] : [`${fresh} new`]),
    ...(joins === 0 ? [] : [`${joins} join${joins === 1 ? 's' : ''}`]),
  ]
  const what = parts.length === 0 ? '' : `: ${parts.join(', ')}`
  return `and ${counted(folded.length, 'more group')}${what} (--all shows them)`
}

function linesOf(step: Step, { columns, paint, all }: Manner): string[] {
  if (step.change === 'create group') return []
  if (step.change === 'set properties') return propertyLines(step, paint)
  const most = all || takesAway(step) ? Infinity : mostLines
  return marked(signOf(step, paint), named(`${words(step)}: `, step.names, columns, most))
}

function words(step: WithNames): string {
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
    case 'grant shares':
      return `${count} granted`
    case 'widen shares':
      return `${count} widened`
    case 'narrow shares':
      return `${count} narrowed`
    case 'take back shares':
      return `${count} taken back`
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
