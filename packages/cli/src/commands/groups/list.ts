import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { limited } from '../limited.ts'
import { groupShape } from './shape.ts'

/** What `jhub groups list` takes. */
export interface ListFlags extends OutputFlags {
  readonly limit?: number | undefined
}

/** Shows groups. */
export const list: Verb<ListFlags> = async ({ hub, out, flags, signal }) => {
  out.check(groupShape)
  await out.list(groupShape, limited(hub.groups.list({ signal }), flags.limit))
}
