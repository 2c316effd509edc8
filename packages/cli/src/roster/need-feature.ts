import { featureSince } from 'jupyterhub-client'
import type { JupyterHub } from 'jupyterhub-client'
import { failure } from '../errors/cli-error.ts'

const features = {
  groupProperties: {
    says: 'groups have properties',
    hint: 'Leave "properties" out of the roster.',
  },
  shares: { says: 'servers are shared', hint: 'Leave "shares" out.' },
}

/** @throws {@link CliError} if the hub is too old for something that a roster says. */
export async function needFeature(
  hub: JupyterHub,
  feature: keyof typeof features,
  signal: AbortSignal,
): Promise<void> {
  const { [feature]: isThere, version } = await hub.capabilities({ signal })
  if (isThere) return
  const { says, hint } = features[feature]
  throw failure(`${says} since JupyterHub ${featureSince[feature]}, and this is ${version}`, hint)
}
