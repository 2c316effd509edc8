import type { CommonFlags, Desk, Verb } from '../../command.ts'
import { readKnownHubs } from '../../contexts/known-hubs.ts'
import type { KnownHub } from '../../contexts/known-hubs.ts'
import type { OutputFlags } from '../../output/flags.ts'
import type { Shape } from '../../output/shape.ts'

interface NamedHub extends KnownHub {
  readonly name: string
  readonly current: boolean
}

const hubShape: Shape<NamedHub> = {
  fields: {
    name: { of: ({ name }) => name },
    current: { of: ({ current }) => current },
    user: { of: ({ owner }) => owner },
    url: { of: ({ apiUrl }) => apiUrl },
    token: { of: ({ tokenId }) => tokenId },
    kept_in: { of: ({ keptIn }) => keptIn },
  },
  columns: ['name', 'current', 'user', 'url', 'kept_in'],
}

/** Shows the hubs that somebody has logged in to. */
export const list: Verb<OutputFlags, [], Desk<OutputFlags & CommonFlags>> = async ({ io, out }) => {
  const { hubs, current } = await readKnownHubs(io)
  const named = Object.entries(hubs).map(([name, hub]) =>
    Object.assign({}, hub, { name, current: name === current }),
  )
  await out.list(hubShape, named)
}
