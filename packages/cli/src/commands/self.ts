import type { JupyterHub } from 'jupyterhub-client'
import { usageError } from '../errors/cli-error.ts'

/**
 * The name that is given, or that of the user whose token it is.
 *
 * @throws {@link CliError} if it is the token of a service.
 */
export async function givenOrSelf(
  hub: JupyterHub,
  given: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  if (given !== undefined) return given
  const { kind, name } = await hub.whoami({ signal })
  if (kind !== 'user') throw usageError(`you are the ${kind} ${name}`, 'Name a user.')
  return name
}
