import type { User } from 'jupyterhub-client'
import { plainFields, timeFields } from '../../output/shape.ts'
import type { Shape } from '../../output/shape.ts'
import { printTarget } from '../server-target.ts'

/** How users are shown. */
export const userShape: Shape<User> = {
  fields: {
    ...plainFields<User>('name', 'admin', 'groups', 'roles', 'server', 'pending'),
    ...timeFields<User>('created', 'last_activity'),
    servers: { of: serversOf },
    ...plainFields<User>('kind', 'auth_state'),
  },
  columns: ['name', 'admin', 'groups', 'servers', 'last_activity'],
}

/** As commands take them; the default server by the name of its user. */
function serversOf({ name: user, servers }: User): string[] | undefined {
  return servers ? Object.keys(servers).map((name) => printTarget({ user, name })) : undefined
}
