import type { Service } from 'jupyterhub-client'
import { plainFields } from '../../output/shape.ts'
import type { Shape } from '../../output/shape.ts'

/** How services are shown. */
export const serviceShape: Shape<Service> = {
  fields: plainFields<Service>(
    'name',
    'admin',
    'prefix',
    'url',
    'roles',
    'command',
    'pid',
    'info',
    'display',
    'kind',
  ),
  columns: ['name', 'admin', 'prefix', 'url', 'roles'],
}
