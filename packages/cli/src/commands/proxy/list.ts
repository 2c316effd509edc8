import type { Route } from 'jupyterhub-client'
import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { plainFields } from '../../output/shape.ts'
import type { Shape } from '../../output/shape.ts'

const routeShape: Shape<Route> = {
  fields: {
    ...plainFields<Route>('routespec', 'target', 'data'),
    user: { of: ({ data }) => data['user'] },
    service: { of: ({ data }) => data['service'] },
    last_activity: { of: ({ data }) => data['last_activity'], kind: 'time' },
  },
  columns: ['routespec', 'target', 'user', 'last_activity'],
}

/** Shows the proxy's routing table. */
export const list: Verb<OutputFlags> = async ({ hub, out, signal }) => {
  out.check(routeShape)
  await out.list(routeShape, hub.proxy.routes({ signal }))
}
