import type { RouteMap } from '@stricli/core'
import type { Context } from '../../command.ts'
import { hubCommand } from '../../command.ts'
import { noun } from '../../noun.ts'
import * as p from '../parameters.ts'

const list = hubCommand(
  {
    brief: 'List codes, without their secrets (hub 5.0)',
    examples: ['jhub codes list', 'jhub codes list ada/lab'],
    flags: p.outputFlags,
    positional: p.tuple(
      p.optionalArgument(
        'owner',
        'Of all servers of this owner, or of owner/server: yours unless given',
      ),
    ),
  },
  async () => (await import('./list.ts')).list,
)

const create = hubCommand(
  {
    brief: 'Make a code that lets whoever has it open a server (hub 5.0)',
    examples: ['jhub codes create ada/lab --expires-in 2h'],
    flags: {
      scopes: p.listFlag('What it allows: to open the server unless given', 'scopes'),
      expiresIn: p.durationFlag('How long it is good for: a day unless given'),
      ...p.outputFlags,
    },
    positional: p.tuple(
      p.argument('server', 'owner for the default server, owner/server for a named one'),
    ),
  },
  async () => (await import('./create.ts')).create,
)

const revoke = hubCommand(
  {
    brief: 'Revoke codes of a server (hub 5.0)',
    examples: ['jhub codes revoke ada/lab sc_12', 'jhub codes revoke ada/lab --all --yes'],
    more: 'Who has accepted one keeps the access: see jhub shares revoke.',
    flags: { all: p.switchFlag('All of them'), ...p.yesFlag, ...p.outputFlags },
    positional: p.oneAndOthers(
      'server',
      1,
      {
        placeholder: 'server',
        brief: 'owner for the default server, owner/server for a named one',
      },
      { placeholder: 'id', brief: 'Ids of codes, as jhub codes list shows them' },
    ),
  },
  async () => (await import('./revoke.ts')).revoke,
)

/** `jhub codes …` */
export const codes: RouteMap<Context> = noun({
  brief: 'Codes that share a server',
  routes: { list, create, revoke },
})
