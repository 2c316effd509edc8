import type { RouteMap } from '@stricli/core'
import type { Context } from '../../command.ts'
import { hubCommand } from '../../command.ts'
import { noun } from '../../noun.ts'
import * as p from '../parameters.ts'

const list = hubCommand(
  { brief: 'List where the proxy leads', examples: ['jhub proxy list'], flags: p.outputFlags },
  async () => (await import('./list.ts')).list,
)

const sync = hubCommand(
  {
    brief: "Mend the proxy's table",
    examples: ['jhub proxy sync'],
    more: 'The hub compares where the proxy leads with the servers that run, and adds what is missing.',
  },
  async () => (await import('./sync.ts')).sync,
)

const configure = hubCommand(
  {
    brief: 'Tell the hub of another proxy',
    examples: [
      'jhub proxy configure --api-url http://10.0.0.7:8001',
      'jhub proxy configure --token-from-stdin < token.txt',
    ],
    more: 'For one that was started anew elsewhere: the hub fills its table. The proxy of the other address must be up.',
    flags: {
      apiUrl: p.textFlag("Address of the proxy's own API", 'url'),
      tokenFromStdin: p.switchFlag("Read the token for the proxy's API from stdin"),
    },
  },
  async () => (await import('./configure.ts')).configure,
)

/** `jhub proxy …` */
export const proxy: RouteMap<Context> = noun({
  brief: 'The proxy in front of the hub',
  routes: { list, sync, configure },
})
