import { usageError } from '../../errors/cli-error.ts'

/** Options for the spawner, given as JSON. */
export function parseOptions(json: string | undefined): Record<string, unknown> | undefined {
  if (json === undefined) return undefined
  const hint = 'It is JSON: --options \'{"profile":"gpu"}\''
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    throw usageError('--options cannot be read', hint)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw usageError('--options is no object', hint)
  }
  return value as Record<string, unknown>
}
