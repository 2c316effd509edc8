import { buildApplication } from '@stricli/core'
import type { Application } from '@stricli/core'
import type { Context } from './command.ts'
import { errorText } from './help/error-text.ts'
import { nounsOf } from './help/where-to-look.ts'
import { routes } from './commands/routes.ts'
import { version } from './version.ts'

/** The program: its commands, and how command lines are read. */
export const app: Application<Context> = buildApplication<Context>(routes, {
  name: 'jhub',
  versionInfo: { currentVersion: version },
  localization: { loadText: () => errorText((word) => nounsOf(routes, word).length > 0) },
  documentation: { onlyRequiredInUsageLine: true },
  scanner: {
    caseStyle: 'allow-kebab-for-camel',
    allowArgumentEscapeSequence: true,
    // What was left out is found, not what shares a few letters.
    distanceOptions: {
      threshold: 6,
      weights: { insertion: 1, deletion: 3, substitution: 3, transposition: 1 },
    },
  },
})
