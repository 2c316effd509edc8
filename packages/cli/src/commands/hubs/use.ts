import type { CommonFlags, Desk, Verb } from '../../command.ts'
import { chooseHub, readKnownHubs } from '../../contexts/known-hubs.ts'
import { usageError } from '../../errors/cli-error.ts'

/** Makes a hub the one that is asked unless another is named. */
export const use: Verb<object, [name: string], Desk<CommonFlags>> = async ({ io, out }, name) => {
  const { hubs } = await readKnownHubs(io)
  if (!Object.hasOwn(hubs, name)) {
    const known = Object.keys(hubs).join(', ') || 'none'
    throw usageError(`there is no hub named ${name}`, `Known hubs: ${known}`)
  }
  await chooseHub(io, name)
  out.note(`${name} is the one that is asked.`)
}
