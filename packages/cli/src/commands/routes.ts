import { buildRouteMap } from '@stricli/core'
import type { RouteMap } from '@stricli/core'
import type { Context } from '../command.ts'
import { hubs } from './hubs/routes.ts'
import { login, logout, whoami } from './session/routes.ts'
import { users } from './users/routes.ts'

/** All commands. */
export const routes: RouteMap<Context> = buildRouteMap({
  docs: { brief: 'JupyterHub at a terminal' },
  routes: { login, logout, whoami, hubs, users },
})
