import type { RouteMap } from '@stricli/core'
import type { Context } from '../../command.ts'
import { hubCommand } from '../../command.ts'
import { noun } from '../../noun.ts'
import * as p from '../parameters.ts'

const server = p.argument('server', 'owner for the default server, owner/server for a named one')
const withFlags = {
  user: p.textFlag('With this user', 'user'),
  group: p.textFlag('With this group', 'group'),
  scopes: p.listFlag('What: to open the server unless given', 'scopes'),
}

const list = hubCommand(
  {
    brief: 'List what is shared (hub 5.0)',
    examples: [
      'jhub shares list',
      'jhub shares list ada/lab',
      'jhub shares list --with-user grace',
    ],
    flags: {
      withUser: p.textFlag('What is shared with this user', 'user'),
      withGroup: p.textFlag('What is shared with this group', 'group'),
      ...p.outputFlags,
    },
    positional: p.tuple(
      p.optionalArgument('owner', 'What this owner shares, or of owner/server: you unless given'),
    ),
  },
  async () => (await import('./list.ts')).list,
)

const grant = hubCommand(
  {
    brief: 'Share a server (hub 5.0)',
    examples: ['jhub shares grant ada --user grace', 'jhub shares grant ada/lab --group class101'],
    more:
      'The token that jhub login makes may open and share your own servers, not those of others, as to share a server is to open it. ' +
      'For others, log in with a token that has the scope shares, made at the page /hub/token.',
    flags: { ...withFlags, ...p.outputFlags },
    positional: p.tuple(server),
  },
  async () => (await import('./grant.ts')).grant,
)

const revoke = hubCommand(
  {
    brief: 'Take back what is shared of a server (hub 5.0)',
    examples: ['jhub shares revoke ada --user grace', 'jhub shares revoke ada/lab --all --yes'],
    flags: {
      ...withFlags,
      all: p.switchFlag('With everyone'),
      ...p.yesFlag,
      ...p.outputFlags,
    },
    positional: p.tuple(server),
  },
  async () => (await import('./revoke.ts')).revoke,
)

/** `jhub shares …` */
export const shares: RouteMap<Context> = noun({
  brief: 'Servers that are shared',
  routes: { list, grant, revoke },
})
