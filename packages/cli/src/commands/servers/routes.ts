import type { RouteMap } from '@stricli/core'
import type { Context } from '../../command.ts'
import { hubCommand } from '../../command.ts'
import { defaultConcurrency } from '../concurrency.ts'
import { noun } from '../../noun.ts'
import * as p from '../parameters.ts'

const naming = 'user for the default server, user/server for a named one'
const running = p.argument('server', naming, 'runningServer')
const someRunning = p.zeroOrMore('server', naming, 'runningServer')
const someStopped = p.zeroOrMore('server', naming, 'stoppedServer')
const groupFlag = { group: p.textFlag('The default servers of all members of this group', 'group') }
const concurrencyFlag = {
  concurrency: p.countFlag(`So many at once at most: ${defaultConcurrency} unless given`),
}

const list = hubCommand(
  {
    brief: 'List servers',
    examples: ['jhub servers list', 'jhub servers list ada', 'jhub servers list --all'],
    flags: {
      all: p.switchFlag('Those that are stopped, too (hub 3.0); of one user they are shown anyway'),
      ...p.outputFlags,
    },
    positional: p.tuple(p.optionalArgument('user', 'Whose: of everyone unless given')),
  },
  async () => (await import('./list.ts')).list,
)

const start = hubCommand(
  {
    brief: 'Start servers, and wait until they are ready',
    examples: [
      'jhub servers start ada',
      'jhub servers start ada/lab --options \'{"profile":"gpu"}\'',
      'jhub servers start --group class101 --concurrency 20',
      'jhub servers start --group class101 --ready-by 09:00',
    ],
    more:
      'In a pipe, everything that happens is a line of JSON. Ctrl-C ends the waiting; what was asked for may still start.\n' +
      'With --ready-by, one begins at once, which shows how long it takes; the others as late as that allows, with as much time again in reserve.',
    flags: {
      ...groupFlag,
      options: p.textFlag('Options for the spawner, as JSON', 'json'),
      ...concurrencyFlag,
      readyBy: p.textFlag(
        'When they are wanted, by the clock here: 09:00, today or else tomorrow, or 2026-12-01T09:00',
        'time',
      ),
      timeout: p.durationFlag('How long to wait for all of them: 10m for each unless given'),
      noWait: p.switchFlag('Ask for it, and do not wait; ends with 8 if it is not ready'),
      ...p.outputFlags,
    },
    positional: someStopped,
  },
  async () => (await import('./start.ts')).start,
)

const stop = hubCommand(
  {
    brief: 'Stop servers, and wait until they are',
    examples: [
      'jhub servers stop ada',
      'jhub servers stop --group class101 --yes',
      'jhub servers stop --idle 2h --yes',
    ],
    flags: {
      ...groupFlag,
      idle: p.durationFlag('Of these, or of all, those that nobody has used for so long'),
      ...concurrencyFlag,
      ...p.yesFlag,
      ...p.outputFlags,
    },
    positional: someRunning,
  },
  async () => (await import('./stop.ts')).stop,
)

const restart = hubCommand(
  {
    brief: 'Stop servers, and start them again',
    examples: ['jhub servers restart ada/lab --yes'],
    flags: { ...groupFlag, ...concurrencyFlag, ...p.yesFlag, ...p.outputFlags },
    positional: someRunning,
  },
  async () => (await import('./restart.ts')).restart,
)

const remove = hubCommand(
  {
    brief: 'Stop named servers, and delete them',
    examples: ['jhub servers remove ada/lab', 'jhub servers remove ada/lab --yes'],
    flags: { ...p.yesFlag, ...p.outputFlags },
    positional: p.oneOrMore('server', 'user/server', 'namedServer'),
  },
  async () => (await import('./remove.ts')).remove,
)

const progress = hubCommand(
  {
    brief: 'Follow a server as it starts',
    examples: ['jhub servers progress ada'],
    positional: p.tuple(running),
  },
  async () => (await import('./progress.ts')).progress,
)

const open = hubCommand(
  {
    brief: 'Open a server in the browser',
    examples: ['jhub servers open ada', 'jhub servers open ada/lab --print'],
    flags: { print: p.switchFlag('Only print its address') },
    positional: p.tuple(running),
  },
  async () => (await import('./open.ts')).open,
)

/** `jhub servers …` */
export const servers: RouteMap<Context> = noun({
  brief: 'Servers: start, stop, look after',
  routes: { list, start, stop, restart, remove, progress, open },
})
