import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Node } from 'yaml'
import type { Placed, Problem } from './roster.ts'
import { inWords } from './yaml-errors.ts'

/** A value in a document. */
export type At = Node | null | undefined

/** A document, read value by value; whatever is not as it should be becomes a problem with its place. */
export interface Tree {
  readonly root: At
  readonly problems: readonly Problem[]
  /** The members of a map, by name; a text alone is the first of them. */
  readonly members: (node: At, what: string, known: readonly string[]) => Members | undefined
  /** The values of a list; where none has to be, none is an empty one. */
  readonly list: (node: At, what: string) => At[]
  readonly word: (node: At, what: string) => Placed | undefined
  /** The empty name, for what has none, where that stands. */
  readonly nameless: (node: At) => Placed
  readonly flag: (node: At, what: string) => Placed | undefined
  /** A map as it is. */
  readonly object: (node: At, what: string) => Record<string, unknown> | undefined
}

/** The members of a map; `undefined` for those that it lacks. */
export type Members = Readonly<Record<string, At>>

/**
 * Reads YAML, or JSON, which is YAML.
 *
 * @param numbersAreWords - Take a number where a word should be, as it is written: `name: 004711`.
 */
export function treeOf(text: string, numbersAreWords: boolean): Tree {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const problems: Problem[] = []
  const add = (offset: number, says: string): undefined => {
    const { line, col } = lines.linePos(offset)
    problems.push({ line: Math.max(1, line), column: Math.max(1, col), says })
  }
  const offsetOf = (node: At) => node?.range?.[0] ?? 0
  const wrong = (node: At, says: string) => add(offsetOf(node), says)
  const placed = (node: At, word: string): Placed => {
    const { line, col: column } = lines.linePos(offsetOf(node))
    return { line, column, text: word }
  }
  const real = (node: unknown): At => {
    if (!isAlias(node)) return node as At
    return node.resolve(document) ?? wrong(node, `there is no "${node.source}" before this`)
  }

  // What comes after an error mostly follows from it.
  const [broken] = [...document.errors, ...document.warnings]
  if (broken !== undefined) add(broken.pos[0], inWords(broken.code))
  return {
    root: document.errors.length > 0 ? undefined : document.contents,
    problems,
    members(node, what, known) {
      const [first = ''] = known
      if (isScalar(node)) return { [first]: node }
      if (!isMap(node)) return wrong(node, `${what} has ${known.join(', ')}`)
      const members: Record<string, At> = {}
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : ''
        if (known.includes(name)) members[name] = real(value)
        else wrong(key as At, `there is no "${name}" in ${what}: ${known.join(', ')}`)
      }
      return members
    },
    list(node, what) {
      if (node === undefined) return []
      if (isSeq(node)) return node.items.map(real)
      wrong(node, `"${what}" is a list`)
      return []
    },
    word(node, what) {
      const { value, source } = isScalar(node) ? node : {}
      if (typeof value === 'string') return placed(node, value)
      if (typeof value === 'number' && numbersAreWords) return placed(node, source ?? '')
      return wrong(node, `${what} is a text`)
    },
    nameless: (node) => placed(node, ''),
    flag(node, what) {
      if (node === undefined) return undefined
      const value = isScalar(node) ? node.value : undefined
      if (typeof value === 'boolean') return placed(node, String(value))
      return wrong(node, `"${what}" is true or false`)
    },
    object(node, what) {
      if (node === undefined) return undefined
      if (isMap(node)) return node.toJS(document) as Record<string, unknown>
      return wrong(node, `"${what}" has names and values`)
    },
  }
}
