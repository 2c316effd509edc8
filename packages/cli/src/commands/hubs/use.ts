import type { CommonFlags, Desk, Verb } from '../../command.ts'
import { chooseHub } from '../../contexts/known-hubs.ts'

/** Makes a hub the one that is asked unless another is named. */
export const use: Verb<object, [name: string], Desk<CommonFlags>> = async ({ io, out }, name) => {
  await chooseHub(io, name)
  out.note(`Commands now go to ${name}.`)
}
