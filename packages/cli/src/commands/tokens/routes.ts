import type { RouteMap } from '@stricli/core'
import type { Context } from '../../command.ts'
import { hubCommand } from '../../command.ts'
import { noun } from '../../noun.ts'
import * as p from '../parameters.ts'

const user = p.optionalArgument('user', 'Whose: your own unless given')

const list = hubCommand(
  {
    brief: 'List tokens, without their secrets',
    examples: ['jhub tokens list', 'jhub tokens list ada --json id,note,scopes'],
    flags: p.outputFlags,
    positional: p.tuple(user),
  },
  async () => (await import('./list.ts')).list,
)

const create = hubCommand(
  {
    brief: 'Make a token',
    examples: [
      "jhub tokens create --note 'nightly job' --expires-in 30d",
      "jhub tokens create ada --scopes 'read:servers!user=ada,start:servers!user=ada'",
    ],
    more: 'Its secret is all that stdout gets, unless fields are asked for.',
    flags: {
      note: p.textFlag('What it is for', 'text'),
      scopes: p.listFlag('What it may do: all that its owner may unless given (hub 3.0)', 'scopes'),
      expiresIn: p.durationFlag('How long it lives: for ever unless given'),
      ...p.outputFlags,
    },
    positional: p.tuple(user),
  },
  async () => (await import('./create.ts')).create,
)

const revoke = hubCommand(
  {
    brief: 'Revoke tokens',
    examples: ['jhub tokens revoke a12', 'jhub tokens revoke a12 a13 --user ada --yes'],
    flags: {
      user: p.textFlag('Whose they are: your own unless given', 'user'),
      ...p.yesFlag,
      ...p.outputFlags,
    },
    positional: p.oneOrMore('id', 'Ids of the tokens, not their secrets'),
  },
  async () => (await import('./revoke.ts')).revoke,
)

/** `jhub tokens …` */
export const tokens: RouteMap<Context> = noun({
  brief: 'Tokens, for scripts and other programs',
  routes: { list, create, revoke },
})
