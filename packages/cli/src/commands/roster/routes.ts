import type { RouteMap } from '@stricli/core'
import type { Context } from '../../command.ts'
import { hubCommand } from '../../command.ts'
import { noun } from '../../noun.ts'
import * as p from '../parameters.ts'

const file = p.argument(
  'file',
  'CSV with a header (name, admin, groups), JSON or YAML; - for stdin',
)
const format = {
  kind: 'enum',
  values: ['csv', 'json', 'yaml'],
  optional: true,
  brief: 'How the file is written: as its ending says unless given',
} as const
const more =
  'Who is in the file should be on the hub; a group that the file names should have the members that it names, and no others.\n' +
  'Groups in CSV have semicolons between them. Without a column admin, or with an empty cell in it, admins stay as they are; you always do.\n' +
  'JSON and YAML: users with name, admin, groups, servers and shares; groups with name and properties.\n' +
  'Shares (hub 5.0) are servers, with those with whom each is shared, and no others; what is shared of other servers stays. Each has ' +
  'server, the default one unless given, and with, a list of user or group, and scopes, if it is to be more than opened.'
const all = p.switchFlag('Show all names and groups on a terminal, however many these are')

const plan = hubCommand(
  {
    brief: 'Show what would make the hub what a file says',
    examples: [
      'jhub roster plan class.csv',
      'jhub roster plan class.csv --json change,names',
      'jhub roster plan - --format yaml < class.yaml',
    ],
    more,
    flags: {
      prune: p.switchFlag('Delete who is not in the file, too'),
      format,
      all,
      check: p.switchFlag('End with 8 if there is anything to do'),
      ...p.outputFlags,
    },
    positional: p.tuple(file),
  },
  async () => (await import('./plan.ts')).plan,
)

const apply = hubCommand(
  {
    brief: 'Make the hub what a file says',
    examples: ['jhub roster apply class.csv', 'jhub roster apply class.csv --prune --yes'],
    more: `${more}\nWhen it was broken off, it goes on where it was; made again, it changes nothing.`,
    flags: {
      prune: p.switchFlag('Delete who is not in the file, too; not more than a tenth of all'),
      format,
      all,
      pruneCount: p.countFlag('With --prune: delete exactly so many, even if it is more'),
      ...p.yesFlag,
      ...p.outputFlags,
    },
    positional: p.tuple(file),
  },
  async () => (await import('./apply.ts')).apply,
)

/** `jhub roster …` */
export const roster: RouteMap<Context> = noun({
  brief: 'People and groups as a file says',
  routes: { plan, apply },
})

/** `jhub export` */
export const exportCommand = hubCommand(
  {
    brief: 'Write a roster of what is, for jhub roster',
    examples: ['jhub export', 'jhub export --format yaml --shares'],
    flags: {
      shares: p.switchFlag(
        'Write what is shared of servers, too; not as CSV, and not before hub 5.0',
      ),
      format: {
        kind: 'enum',
        values: ['csv', 'json', 'yaml'],
        optional: true,
        brief: 'CSV unless given; the others also have groups without members, and properties',
      },
    },
  },
  async () => (await import('./export.ts')).exportRoster,
)
