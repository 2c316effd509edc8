import type { User } from 'jupyterhub-client'
import { plainFields, timeFields } from '../../output/shape.ts'
import type { Shape } from '../../output/shape.ts'

/** How users are shown. */
export const userShape: Shape<User> = {
  fields: {
    ...plainFields<User>('name', 'admin', 'groups', 'roles', 'server', 'pending'),
    ...timeFields<User>('created', 'last_activity'),
    servers: { of: ({ servers }) => servers && Object.keys(servers) },
    ...plainFields<User>('kind', 'auth_state'),
  },
  columns: ['name', 'admin', 'groups', 'servers', 'last_activity'],
}
