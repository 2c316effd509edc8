import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { serviceShape } from './shape.ts'

/** Shows a service. */
export const show: Verb<OutputFlags, [name: string]> = async ({ hub, out, signal }, name) => {
  out.check(serviceShape)
  out.item(serviceShape, await hub.services.get(name, { signal }))
}
