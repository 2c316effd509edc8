import { buildRouteMap } from '@stricli/core'
import type { RouteMap } from '@stricli/core'
import type { Context } from '../../command.ts'
import { hubCommand } from '../../command.ts'
import * as p from '../parameters.ts'

const list = hubCommand(
  { brief: 'List where the proxy leads', examples: ['jhub proxy list'], flags: p.outputFlags },
  async () => (await import('./list.ts')).list,
)

const sync = hubCommand(
  { brief: "Mend the proxy's table", examples: ['jhub proxy sync'] },
  async () => (await import('./sync.ts')).sync,
)

/** `jhub proxy …` */
export const proxy: RouteMap<Context> = buildRouteMap({
  docs: { brief: 'The proxy in front of the hub' },
  routes: { list, sync },
})
