import type { RouteMap } from '@stricli/core'
import type { Context } from '../../command.ts'
import { hubCommand } from '../../command.ts'
import { noun } from '../../noun.ts'
import * as p from '../parameters.ts'

const list = hubCommand(
  {
    brief: 'List groups',
    examples: ['jhub groups list', 'jhub groups list --json name,users'],
    flags: { limit: p.countFlag('So many at most'), ...p.outputFlags },
  },
  async () => (await import('./list.ts')).list,
)

const show = hubCommand(
  {
    brief: 'Show a group',
    examples: ['jhub groups show class101'],
    flags: p.outputFlags,
    positional: p.tuple(p.argument('group', 'Name of the group')),
  },
  async () => (await import('./show.ts')).show,
)

const create = hubCommand(
  {
    brief: 'Create groups',
    examples: ['jhub groups create class101', 'jhub groups create class101 --users ada,grace'],
    flags: { users: p.listFlag('Their first members', 'users'), ...p.outputFlags },
    positional: p.oneOrMore('group', 'Names of the groups'),
  },
  async () => (await import('./create.ts')).create,
)

const deleteGroups = hubCommand(
  {
    brief: 'Delete groups; their members stay users',
    examples: ['jhub groups delete class101', 'jhub groups delete class101 --yes'],
    flags: { ...p.yesFlag, ...p.outputFlags },
    positional: p.oneOrMore('group', 'Names of the groups'),
  },
  async () => (await import('./delete.ts')).deleteGroups,
)

const groupAndUsers = p.oneAndOthers(
  'group-or-user',
  2,
  { placeholder: 'group', brief: 'Name of the group' },
  { placeholder: 'user', brief: 'Names of the users' },
)

const add = hubCommand(
  {
    brief: 'Add members to a group',
    examples: ['jhub groups add class101 ada grace'],
    flags: p.outputFlags,
    positional: groupAndUsers,
  },
  async () => (await import('./add.ts')).add,
)

const remove = hubCommand(
  {
    brief: 'Take members out of a group',
    examples: ['jhub groups remove class101 ada'],
    flags: p.outputFlags,
    positional: groupAndUsers,
  },
  async () => (await import('./remove.ts')).remove,
)

const properties = hubCommand(
  {
    brief: 'Show the properties of a group, or change them',
    examples: [
      'jhub groups properties class101',
      'jhub groups properties class101 --set quota=5 --set room=B12 --unset term',
      'jhub groups properties class101 --input properties.json',
    ],
    more: 'The hub keeps them as they are; spawners and authenticators read them (hub 4.0).',
    flags: {
      set: {
        kind: 'parsed',
        parse: (input: string) => input,
        optional: true,
        variadic: true,
        placeholder: 'name=value',
        brief: 'Change this one; the value as JSON, or text. Several times',
      },
      unset: p.listFlag('Take these away', 'names'),
      input: p.textFlag('A file with JSON in place of all; - for stdin', 'file'),
    },
    positional: p.tuple(p.argument('group', 'Name of the group')),
  },
  async () => (await import('./properties.ts')).properties,
)

/** `jhub groups …` */
export const groups: RouteMap<Context> = noun({
  brief: 'Groups and their members',
  routes: { list, show, create, delete: deleteGroups, add, remove, properties },
})
