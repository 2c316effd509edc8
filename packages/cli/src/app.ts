import { buildApplication } from '@stricli/core'
import type { Application } from '@stricli/core'
import type { Context } from './command.ts'
import { routes } from './commands/routes.ts'
import { version } from './version.ts'

/** The program: its commands, and how command lines are read. */
export const app: Application<Context> = buildApplication<Context>(routes, {
  name: 'jhub',
  versionInfo: { currentVersion: version },
  documentation: { onlyRequiredInUsageLine: true },
  scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
})
