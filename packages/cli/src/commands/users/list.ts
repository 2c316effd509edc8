import type { OutputFlags } from '../../output/flags.ts'
import type { UserFilter } from 'jupyterhub-client'
import type { Verb } from '../../command.ts'
import { limited } from '../limited.ts'
import { userShape } from './shape.ts'

/** What `jhub users list` takes. */
export interface ListFlags extends OutputFlags {
  readonly state?: UserFilter['state']
  readonly match?: string | undefined
  readonly sort?: UserFilter['sort']
  readonly limit?: number | undefined
}

/** Shows users. */
export const list: Verb<ListFlags> = async ({ hub, out, flags, signal }) => {
  const { state, match, sort, limit } = flags
  out.check(userShape)
  const users = hub.users.list({ state, name_filter: match, sort }, { signal })
  await out.list(userShape, limited(users, limit))
}
