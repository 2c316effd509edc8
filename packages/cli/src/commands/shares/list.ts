import type { JupyterHub, Paginated, Share } from 'jupyterhub-client'
import type { Verb } from '../../command.ts'
import { usageError } from '../../errors/cli-error.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { givenOrSelf } from '../self.ts'
import { parseTarget } from '../server-target.ts'
import { shareShape } from './shape.ts'

/** What `jhub shares list` takes. */
export interface ListFlags extends OutputFlags {
  readonly withUser?: string | undefined
  readonly withGroup?: string | undefined
}

/** Shows what an owner shares, or what is shared with somebody. */
export const list: Verb<ListFlags, [owner?: string]> = async (stage, owner) => {
  const { hub, out, flags, signal } = stage
  out.check(shareShape)
  const { withUser, withGroup } = flags
  const ways = [owner, withUser, withGroup].filter((way) => way !== undefined)
  if (ways.length > 1) throw usageError('say one of an owner, --with-user and --with-group')
  if (withUser !== undefined) {
    await out.list(shareShape, hub.shares.withUser(withUser, { signal }))
  } else if (withGroup !== undefined) {
    await out.list(shareShape, hub.shares.withGroup(withGroup, { signal }))
  } else {
    await out.list(shareShape, ofOwner(hub, await givenOrSelf(hub, owner, signal), signal))
  }
}

/** Of one server if there is a slash, else of all of the owner's. */
function ofOwner(hub: JupyterHub, owner: string, signal: AbortSignal): Paginated<Share> {
  if (!owner.includes('/')) return hub.shares.ofOwner(owner, { signal })
  const { user, name } = parseTarget(owner)
  return hub.shares.ofServer(user, name, { signal })
}
