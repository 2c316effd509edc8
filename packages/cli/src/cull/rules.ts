import { extname } from 'node:path'
import { parseSeconds, parseSecondsOrNone } from '../duration.ts'
import { usageError } from '../errors/cli-error.ts'
import { messageOf } from '../errors/message-of.ts'
import { readTable } from '../roster/csv-table.ts'
import { textOf } from '../roster/read.ts'
import type { Placed } from '../roster/roster.ts'
import type { Rule } from './policy.ts'

/** What the rule of a group may say. */
const keys = ['timeout', 'max_age', 'protect'] as const
type Key = (typeof keys)[number]

/** A rule as a file has it, not looked at yet, and where it stands. */
interface Raw {
  readonly place: string
  readonly group: string
  readonly values: Readonly<Partial<Record<Key, string>>>
}

/**
 * Reads the rules of groups from a file: CSV with the columns `group`, `timeout`, `max_age` and `protect`, or JSON:
 * `{ "class101": { "timeout": "2h", "max_age": 0, "protect": false } }`. What a rule does not say is as for everyone.
 *
 * @throws {@link CliError} that says what is wrong, and where.
 */
export async function readRules(path: string): Promise<Map<string, Rule>> {
  const reader = { '.csv': fromCsv, '.json': fromJson }[extname(path).toLowerCase()]
  if (reader === undefined) throw usageError(`${path}: rules are a .csv or .json file`)
  const rules = new Map<string, Rule>()
  for (const { place, group, values } of reader(await textOf(path), path)) {
    if (group === '') throw usageError(`${place}: no group is named`)
    if (rules.has(group)) throw usageError(`${place}: the group ${group} has a rule already`)
    rules.set(group, ruleOf(values, place))
  }
  return rules
}

function ruleOf({ timeout, max_age, protect }: Raw['values'], place: string): Rule {
  try {
    return {
      ...(timeout ? { timeout: parseSeconds(timeout) } : {}),
      ...(max_age ? { maxAge: parseSecondsOrNone(max_age) } : {}),
      protect: yesOrNo(protect),
    }
  } catch (error) {
    throw usageError(`${place}: ${messageOf(error)}`)
  }
}

function yesOrNo(text: string = ''): boolean {
  if (/^(true|yes|1)$/i.test(text)) return true
  if (/^(false|no|0|)$/i.test(text)) return false
  throw usageError(`protect is yes or no, not "${text}"`)
}

function fromCsv(text: string, path: string): Raw[] {
  const { rows, problems } = readTable(text, ['group', ...keys])
  const placeOf = ({ line, column }: Pick<Placed, 'line' | 'column'>) => `${path}:${line}:${column}`
  const [problem] = problems
  if (problem !== undefined) throw usageError(`${placeOf(problem)}: ${problem.says}`)
  return rows.flatMap(({ group, ...cells }) => {
    if (group === undefined) return []
    const texts = Object.entries(cells).map(([key, cell]) => [key, cell.text])
    return {
      place: placeOf(group),
      group: group.text,
      values: Object.fromEntries(texts) as Raw['values'],
    }
  })
}

function fromJson(text: string, path: string): Raw[] {
  const shape = 'rules are like { "class101": { "timeout": "2h" } }'
  let root: unknown
  try {
    root = JSON.parse(text)
  } catch (error) {
    throw usageError(`${path}: ${messageOf(error)}`)
  }
  if (!isObject(root)) throw usageError(`${path}: ${shape}`)
  return Object.entries(root).map(([group, rule]) => {
    const place = `${path}: ${group}`
    if (!isObject(rule)) throw usageError(`${place}: ${shape}`)
    const unknown = Object.keys(rule).find((key) => !keys.some((known) => known === key))
    if (unknown !== undefined) {
      throw usageError(`${place}: there is no "${unknown}", only ${keys.join(', ')}`)
    }
    const texts = Object.entries(rule).map(([key, value]) => [key, textOfValue(value)])
    return { place, group, values: Object.fromEntries(texts) as Raw['values'] }
  })
}

const textOfValue = (value: unknown): string =>
  typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
