import { usageError } from '../../errors/cli-error.ts'

/** Fields of a body: `name=value`; what reads as JSON is taken for that, anything else for text. */
export function bodyOf(fields: readonly string[]): Record<string, unknown> | undefined {
  if (fields.length === 0) return undefined
  return Object.fromEntries(fields.map(split).map(([name, text]) => [name, valueOf(text)]))
}

/** Fields of a query, as text. */
export const queryOf = (fields: readonly string[]): Record<string, string> =>
  Object.fromEntries(fields.map(split))

function split(field: string): [name: string, text: string] {
  const at = field.indexOf('=')
  if (at < 1) throw usageError(`"${field}" is no field`, 'Say --field name=value.')
  return [field.slice(0, at), field.slice(at + 1)]
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
