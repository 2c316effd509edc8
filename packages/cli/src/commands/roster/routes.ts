import { buildRouteMap } from '@stricli/core'
import type { RouteMap } from '@stricli/core'
import type { Context } from '../../command.ts'
import { hubCommand } from '../../command.ts'
import * as p from '../parameters.ts'

const file = p.argument('file', 'CSV with a header (name, admin, groups), or JSON')
const more =
  'Who is in the file should be on the hub; a group that the file names should have the members that it names, and no others.\n' +
  'Groups in CSV have semicolons between them. Without a column admin, admins stay as they are.'

const plan = hubCommand(
  {
    brief: 'Show what would make the hub what a file says',
    examples: ['jhub roster plan class.csv', 'jhub roster plan class.csv --json change,names'],
    more,
    flags: { prune: p.switchFlag('Delete who is not in the file, too'), ...p.outputFlags },
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
      pruneCount: p.countFlag('Delete exactly so many, even if it is more'),
      ...p.yesFlag,
      ...p.outputFlags,
    },
    positional: p.tuple(file),
  },
  async () => (await import('./apply.ts')).apply,
)

/** `jhub roster …` */
export const roster: RouteMap<Context> = buildRouteMap({
  docs: { brief: 'People and groups as a file says' },
  routes: { plan, apply },
})

/** `jhub export` */
export const exportCommand = hubCommand(
  {
    brief: 'Write a roster of what is, for jhub roster',
    examples: ['jhub export', 'jhub export --format json'],
    flags: {
      format: {
        kind: 'enum',
        values: ['csv', 'json'],
        optional: true,
        brief: 'CSV unless given; JSON also has groups without members',
      },
    },
  },
  async () => (await import('./export.ts')).exportRoster,
)
