import type { RouteMap } from '@stricli/core'
import { localCommand } from '../../command.ts'
import type { Context } from '../../command.ts'
import { noun } from '../../noun.ts'
import * as p from '../parameters.ts'

const list = localCommand(
  {
    brief: 'List the hubs that you have logged in to',
    examples: ['jhub hubs list'],
    flags: p.outputFlags,
  },
  async () => (await import('./list.ts')).list,
)

const use = localCommand(
  {
    brief: 'Choose the hub that is asked unless --hub names another',
    examples: ['jhub hubs use hub.example.org'],
    positional: p.tuple(p.argument('hub', 'Name of the hub')),
  },
  async () => (await import('./use.ts')).use,
)

/** `jhub hubs …` */
export const hubs: RouteMap<Context> = noun({
  brief: 'Hubs that you have logged in to',
  routes: { list, use },
})
