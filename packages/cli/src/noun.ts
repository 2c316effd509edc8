import { buildRouteMap } from '@stricli/core'
import type { Command, RouteMap } from '@stricli/core'
import { commonEntries } from './command.ts'
import type { Context } from './command.ts'
import type { Overview } from './help/page.ts'
import { printOverview } from './help/print-page.ts'

/** What has commands below it. */
interface NounSpec {
  /** What they are about, in half a sentence. */
  readonly brief: string
  readonly routes: Readonly<Record<string, Command<Context> | RouteMap<Context>>>
  /** Command lines; all are tried in tests. */
  readonly examples?: readonly string[]
  /** What its help says of flags that it alone takes. */
  readonly flags?: Overview['common']
}

/** Commands below a name, with help that looks like theirs. */
export function noun({ brief, routes, examples = [], flags = [] }: NounSpec): RouteMap<Context> {
  const map = buildRouteMap({ docs: { brief }, routes })
  const overview = (): Overview => ({
    brief,
    examples,
    commands: map.getAllEntries().map(({ name, target }) => ({
      name: name['convert-camel-to-kebab'],
      meaning: target.brief,
    })),
    common: [...commonEntries, ...flags],
  })
  return {
    ...map,
    formatHelp: ({ prefix, ansiColor }) => printOverview(overview(), prefix.join(' '), ansiColor),
  }
}
