import { BadRequestError, NotFoundError } from 'jupyterhub-client'
import type { JupyterHub } from 'jupyterhub-client'
import { failure } from '../errors/cli-error.ts'
import type { Step } from './plan.ts'

/**
 * Finds out, before anything is changed, whether the hub refuses to change groups as its authenticator says who is in which. Hubs
 * from 2.2 to 5.2 do, and look at that before all else: adding nobody to a group tells.
 *
 * @throws {@link CliError} if it does, and groups are to be changed.
 */
export async function refuseManagedGroups(
  hub: JupyterHub,
  steps: readonly Step[],
  signal: AbortSignal,
): Promise<void> {
  const [group] = steps.flatMap((step) =>
    'group' in step && step.change !== 'set properties' ? step.group : [],
  )
  if (group === undefined) return
  const { isAtLeast, version } = await hub.capabilities({ signal })
  if (!isAtLeast('2.2') || isAtLeast('5.3')) return
  try {
    await hub.groups.addUsers(group, [], { signal })
  } catch (error) {
    if (NotFoundError.isInstance(error)) return
    if (!BadRequestError.isInstance(error) || !/group management/i.test(error.message)) throw error
    throw failure(
      `this hub's authenticator says who is in which group, and JupyterHub ${version} refuses to change that; nothing was changed`,
      'Leave the groups out of the roster, or set c.Authenticator.manage_groups = False.',
    )
  }
}
