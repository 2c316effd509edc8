import type { RouteMap } from '@stricli/core'
import type { Context } from '../../command.ts'
import { hubCommand } from '../../command.ts'
import { noun } from '../../noun.ts'
import * as p from '../parameters.ts'

const list = hubCommand(
  { brief: 'List services', examples: ['jhub services list'], flags: p.outputFlags },
  async () => (await import('./list.ts')).list,
)

const show = hubCommand(
  {
    brief: 'Show a service',
    examples: ['jhub services show culler'],
    flags: p.outputFlags,
    positional: p.tuple(p.argument('service', 'Name of the service')),
  },
  async () => (await import('./show.ts')).show,
)

const create = hubCommand(
  {
    brief: 'Create a service that runs elsewhere (hub 5.0)',
    examples: [
      'jhub services create grader --admin',
      'jhub services create grader --token-from-stdin < token.txt',
    ],
    flags: {
      url: p.textFlag('Where the hub reaches it', 'url'),
      admin: p.switchFlag('It may do everything'),
      tokenFromStdin: p.switchFlag('Read its token from stdin'),
      ...p.outputFlags,
    },
    positional: p.tuple(p.argument('service', 'Name of the service')),
  },
  async () => (await import('./create.ts')).create,
)

const deleteServices = hubCommand(
  {
    brief: 'Delete services that were made with create (hub 5.0)',
    examples: ['jhub services delete grader', 'jhub services delete grader --yes'],
    flags: { ...p.yesFlag, ...p.outputFlags },
    positional: p.oneOrMore('service', 'Names of the services'),
  },
  async () => (await import('./delete.ts')).deleteServices,
)

/** `jhub services …` */
export const services: RouteMap<Context> = noun({
  brief: 'Services: other programs that use the hub',
  routes: { list, show, create, delete: deleteServices },
})
