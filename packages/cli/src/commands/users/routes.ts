import type { RouteMap } from '@stricli/core'
import type { Context } from '../../command.ts'
import { hubCommand } from '../../command.ts'
import { noun } from '../../noun.ts'
import * as p from '../parameters.ts'

const list = hubCommand(
  {
    brief: 'List users',
    examples: [
      'jhub users list',
      'jhub users list --match ada --json name,groups',
      'jhub users list --group class101 --state active',
    ],
    flags: {
      state: {
        kind: 'enum',
        values: ['active', 'ready', 'inactive'],
        optional: true,
        brief: 'Those with servers that are up or about to be, that are up, or without',
      },
      match: p.textFlag('Those whose name holds this text (hub 2.3)', 'text'),
      group: p.textFlag('Members of this group', 'group'),
      admin: p.switchFlag('Admins'),
      sort: {
        kind: 'enum',
        values: ['id', '-id', 'name', '-name', 'last_activity', '-last_activity'],
        optional: true,
        brief: 'Order (hub 5.0)',
      },
      limit: p.countFlag('So many at most'),
      ...p.outputFlags,
    },
  },
  async () => (await import('./list.ts')).list,
)

const show = hubCommand(
  {
    brief: 'Show a user',
    examples: ['jhub users show ada'],
    flags: p.outputFlags,
    positional: p.tuple(p.argument('user', 'Name of the user')),
  },
  async () => (await import('./show.ts')).show,
)

const create = hubCommand(
  {
    brief: 'Create users',
    examples: ['jhub users create ada grace', 'jhub users create --admin hypatia'],
    more: 'Names are changed as a login would: to lower case, as a rule. Those who exist stay as they are.',
    flags: { admin: p.switchFlag('Make them admins'), ...p.outputFlags },
    positional: p.oneOrMore('user', 'Names of the users'),
  },
  async () => (await import('./create.ts')).create,
)

const deleteUsers = hubCommand(
  {
    brief: 'Delete users',
    examples: ['jhub users delete ada', 'jhub users delete ada grace --stop-servers --yes'],
    flags: {
      stopServers: p.switchFlag('Stop their servers first, and wait for it'),
      ...p.yesFlag,
      ...p.outputFlags,
    },
    positional: p.oneOrMore('user', 'Names of the users'),
  },
  async () => (await import('./delete.ts')).deleteUsers,
)

const rename = hubCommand(
  {
    brief: 'Give a user another name',
    examples: ['jhub users rename ada ada-lovelace'],
    flags: p.outputFlags,
    positional: p.tuple(p.argument('user', 'Its name now'), p.argument('new', 'Its new name')),
  },
  async () => (await import('./rename.ts')).rename,
)

const admin = hubCommand(
  {
    brief: 'Make users admins, or take that from them',
    examples: ['jhub users admin ada', 'jhub users admin ada --remove'],
    flags: { remove: p.switchFlag('Take it from them'), ...p.yesFlag, ...p.outputFlags },
    positional: p.oneOrMore('user', 'Names of the users'),
  },
  async () => (await import('./admin.ts')).admin,
)

/** `jhub users …` */
export const users: RouteMap<Context> = noun({
  brief: 'The people of the hub',
  routes: { list, show, create, delete: deleteUsers, rename, admin },
})
