import type { OutputFlags } from '../../output/flags.ts'
import type { User, UserFilter } from 'jupyterhub-client'
import type { Stage, Verb } from '../../command.ts'
import { limited } from '../limited.ts'
import { membersOf } from '../members.ts'
import { userShape } from './shape.ts'

/** What `jhub users list` takes. */
export interface ListFlags extends OutputFlags {
  readonly state?: UserFilter['state']
  readonly match?: string | undefined
  readonly group?: string | undefined
  readonly admin?: boolean | undefined
  readonly sort?: UserFilter['sort']
  readonly limit?: number | undefined
}

/** Shows users. */
export const list: Verb<ListFlags> = async (stage) => {
  const { hub, out, flags, signal } = stage
  const { state, match, sort, limit } = flags
  out.check(userShape)
  const users = hub.users.list({ state, name_filter: match, sort }, { signal })
  const isWanted = await filterOf(stage)
  await out.list(userShape, limited(filtered(users, isWanted), limit))
}

/** What the hub cannot filter by. */
async function filterOf(stage: Stage<ListFlags>): Promise<(user: User) => boolean> {
  const { group, admin = false } = stage.flags
  const members = group === undefined ? undefined : new Set(await membersOf(stage, group))
  return (user) => (members?.has(user.name) ?? true) && (!admin || user.admin === true)
}

async function* filtered<T>(
  items: AsyncIterable<T>,
  isWanted: (item: T) => boolean,
): AsyncGenerator<T> {
  for await (const item of items) if (isWanted(item)) yield item
}
