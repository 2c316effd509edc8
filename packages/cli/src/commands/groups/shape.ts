import type { Group } from 'jupyterhub-client'
import { plainFields } from '../../output/shape.ts'
import type { Shape } from '../../output/shape.ts'

/** How groups are shown. */
export const groupShape: Shape<Group> = {
  fields: {
    ...plainFields<Group>('name', 'users'),
    members: { of: ({ users }) => users?.length },
    ...plainFields<Group>('properties', 'roles', 'kind'),
  },
  columns: ['name', 'members', 'users'],
}
