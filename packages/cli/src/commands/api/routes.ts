import { hubCommand } from '../../command.ts'
import * as p from '../parameters.ts'

/** `jhub api` */
export const api = hubCommand(
  {
    brief: "Send a request of your own to the hub's API",
    examples: [
      'jhub api GET /users --paginate',
      'jhub api GET /hub/api/users/ada',
      'jhub api POST /groups --field groups=\'["class101"]\'',
      'jhub api PUT /groups/class101/properties --input properties.json',
    ],
    more: 'Names in the path are percent-encoded. It may begin with /hub/api. Nothing is asked before it is sent.',
    flags: {
      field: {
        kind: 'parsed',
        parse: (input: string) => input,
        optional: true,
        variadic: true,
        placeholder: 'name=value',
        brief: 'A field of the body, as JSON or text; of the query for GET. Several times',
      },
      input: p.textFlag('A file with JSON for the body; - for stdin', 'file'),
      paginate: p.switchFlag('Ask for all pages, and show them as one list'),
    },
    positional: p.tuple(
      p.argument('method', 'GET, POST, PUT, PATCH or DELETE'),
      p.argument('path', 'Path below /hub/api: /users/ada'),
    ),
  },
  async () => (await import('./api.ts')).api,
)
