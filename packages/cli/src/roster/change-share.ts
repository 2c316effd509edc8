import type { JupyterHub, Scope, ShareTarget } from 'jupyterhub-client'
import { nameOnHub } from './on-hub.ts'
import type { ServerShare, ShareStep } from './shares.ts'

/** Gives or takes what is shared of one server with one user or group. */
export async function changeShare(
  hub: JupyterHub,
  change: ShareStep['change'],
  share: ServerShare,
  signal: AbortSignal,
): Promise<void> {
  const owner = await nameOnHub(hub, share.owner, signal)
  const whom = await targetOf(hub, share, signal)
  const some = { ...whom, scopes: share.scopes as readonly Scope[] }
  if (change === 'grant shares' || change === 'widen shares') {
    await hub.shares.grant(owner, share.server, some, { signal })
    return
  }
  const target = change === 'narrow shares' ? some : whom
  // "No such server" is not passed over: the hub says that, too, to who may not change it.
  await hub.shares.revoke(owner, share.server, target, { signal })
}

async function targetOf(
  hub: JupyterHub,
  { kind, name }: ServerShare,
  signal: AbortSignal,
): Promise<ShareTarget> {
  return kind === 'group' ? { group: name } : { user: await nameOnHub(hub, name, signal) }
}
