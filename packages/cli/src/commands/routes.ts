import type { RouteMap } from '@stricli/core'
import type { Context } from '../command.ts'
import { noun } from '../noun.ts'
import { api } from './api/routes.ts'
import { codes } from './codes/routes.ts'
import { cull } from './cull/routes.ts'
import { doctor } from './doctor/routes.ts'
import { completion } from './completion/routes.ts'
import { groups } from './groups/routes.ts'
import { hubs } from './hubs/routes.ts'
import { proxy } from './proxy/routes.ts'
import { exportCommand, roster } from './roster/routes.ts'
import { servers } from './servers/routes.ts'
import { services } from './services/routes.ts'
import { login, logout, whoami } from './session/routes.ts'
import { shares } from './shares/routes.ts'
import { tokens } from './tokens/routes.ts'
import { top } from './top/routes.ts'
import { users } from './users/routes.ts'

/** All commands. */
export const routes: RouteMap<Context> = noun({
  brief: 'JupyterHub at a terminal',
  examples: [
    'jhub login https://hub.example.org --user ada',
    'jhub users list',
    'jhub servers start --group class101',
    'jhub help servers start',
  ],
  flags: [{ name: '--version, -v', meaning: 'Show the version' }],
  routes: {
    login,
    logout,
    whoami,
    hubs,
    users,
    groups,
    servers,
    tokens,
    shares,
    codes,
    services,
    proxy,
    cull,
    roster,
    export: exportCommand,
    doctor,
    top,
    api,
    completion,
  },
})
