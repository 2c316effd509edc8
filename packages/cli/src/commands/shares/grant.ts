import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { parseTarget } from '../server-target.ts'
import { shareShape } from './shape.ts'
import { shareTarget } from './share-target.ts'
import type { WithFlags } from './share-target.ts'

/** What `jhub shares grant` takes. */
export interface GrantFlags extends OutputFlags, WithFlags {}

/** Shares a server with a user or a group. */
export const grant: Verb<GrantFlags, [server: string]> = async (
  { hub, out, flags, signal },
  text,
) => {
  out.check(shareShape)
  const { user, name } = parseTarget(text)
  const share = await hub.shares.grant(user, name, shareTarget(flags), { signal })
  await out.list(shareShape, [share])
}
