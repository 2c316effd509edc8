import { localCommand } from '../../command.ts'
import * as p from '../parameters.ts'

/** `jhub doctor` */
export const doctor = localCommand(
  {
    brief: 'Find out what is wrong with a hub, or with the proxy before it',
    examples: [
      'jhub doctor https://hub.example.org',
      'jhub doctor --json check,status,remedy',
      'jhub doctor --start-server ada/doctor',
      'jhub doctor https://hub.example.org --origin https://app.example.org',
    ],
    more:
      'Looks at name, port, certificate, prefix, clock, token, and at what proxies do to headers, paths, bodies, event streams and\n' +
      'WebSockets. Each finding has what was seen, and a remedy. Changes nothing, unless a server is named that may be started. Ends\n' +
      'with 1 if there is a fault. An address without http:// or https:// is tried with both.',
    flags: {
      origin: p.textFlag('Origin of a browser app that is to use the hub', 'url'),
      startServer: p.textFlag(
        'Start this server, see whether its progress gets here, and stop it again',
        'user/name',
      ),
      options: p.textFlag('What the spawner of that server is told, as JSON', 'json'),
      ...p.outputFlags,
    },
    positional: p.tuple(
      p.optionalArgument('url', 'Address of the hub: that of the current one unless given'),
    ),
  },
  async () => (await import('./doctor.ts')).doctor,
)
