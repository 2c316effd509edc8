import { hubCommand } from '../../command.ts'
import * as p from '../parameters.ts'

/** `jhub top` */
export const top = hubCommand(
  {
    brief: 'Watch the servers of a hub as they come and go',
    examples: ['jhub top --once', 'jhub top --json server,state', 'jhub top --every 5s --once'],
    more:
      'Shows servers that are active, starts with their bars, who came and who went, and how the hub is. q leaves, s changes the\n' +
      'order. Goes on when the hub is restarted. Without a terminal: --once.',
    flags: {
      once: p.switchFlag('Look once, and end'),
      every: p.durationFlag('How long to wait between looks: 2s unless given'),
      ...p.outputFlags,
    },
  },
  async () => (await import('./top.ts')).top,
)
