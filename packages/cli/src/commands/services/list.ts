import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { serviceShape } from './shape.ts'

/** Shows services. */
export const list: Verb<OutputFlags> = async ({ hub, out, signal }) => {
  out.check(serviceShape)
  await out.list(serviceShape, hub.services.list({ signal }))
}
