import { usageError } from '../errors/cli-error.ts'
import type { Shape } from './shape.ts'

/**
 * The fields that `--json` names.
 *
 * @throws {@link CliError} that lists them all, if one does not exist or none is named.
 */
export function chosenFields<T>(shape: Shape<T>, json: string): string[] {
  const all = Object.keys(shape.fields)
  const chosen = json.split(',').flatMap((name) => name.trim() || [])
  const known = `Fields: ${all.join(', ')}`
  if (chosen.length === 0) throw usageError('--json needs the names of fields, with commas', known)
  const unknown = chosen.filter((name) => !Object.hasOwn(shape.fields, name))
  if (unknown.length > 0) throw usageError(`there is no field ${unknown.join(', ')}`, known)
  return chosen
}
