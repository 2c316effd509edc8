import { hubCommand, localCommand } from '../../command.ts'
import * as p from '../parameters.ts'

/** `jhub login` */
export const login = localCommand(
  {
    brief: 'Log in to a hub, and remember it',
    examples: [
      'jhub login https://hub.example.org',
      'jhub login https://hub.example.org --user ada',
      'jhub login https://hub.example.org --with-token < token.txt',
    ],
    more:
      'The address may be that of any page of the hub. The token is asked for, or read from stdin or from JHUB_TOKEN; or one is ' +
      'made with your user name and password, which are not kept. The token is kept in the keychain, or else in a file.',
    flags: {
      name: p.textFlag('What to call the hub: its host unless given', 'name'),
      withToken: p.switchFlag('Read the token from stdin'),
      user: p.textFlag(
        'Make a token with the password of this user, if the hub takes passwords',
        'user',
      ),
      scopes: p.listFlag(
        'What that token may do: what jhub needs unless given (hub 3.0)',
        'scopes',
      ),
      expiresIn: p.durationFlag('How long that token lives: 30d unless given'),
      inFile: p.switchFlag('Keep the token in a file, not in the keychain'),
    },
    positional: p.tuple(p.argument('url', 'Address of the hub')),
  },
  async () => (await import('./login.ts')).login,
)

/** `jhub logout` */
export const logout = localCommand(
  {
    brief: 'Forget a hub, and revoke the token that the login made',
    examples: ['jhub logout', 'jhub logout hub.example.org'],
    positional: p.tuple(p.optionalArgument('hub', 'Name of the hub: the current one unless given')),
  },
  async () => (await import('./logout.ts')).logout,
)

/** `jhub whoami` */
export const whoami = hubCommand(
  {
    brief: 'Say who you are to the hub, what you may do, and until when',
    examples: ['jhub whoami', 'jhub whoami --json name,scopes'],
    flags: p.outputFlags,
  },
  async () => (await import('./whoami.ts')).whoami,
)
