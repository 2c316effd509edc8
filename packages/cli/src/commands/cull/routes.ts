import { hubCommand } from '../../command.ts'
import { defaultConcurrency } from '../concurrency.ts'
import * as p from '../parameters.ts'

const more =
  'A server is stopped that is idle for longer than --timeout or, with --max-age, up for longer than that, busy or not. The flags are those of\n' +
  'jupyterhub-idle-culler 2.0, and decide the same; times are seconds, or 90m, 12h, 30d. As there, --max-age is also for what --no-cull-… leaves out.\n' +
  'What has no dates that can be read is left alone. Before a server is stopped it is looked at once more.'

/** `jhub cull` */
export const cull = hubCommand(
  {
    brief: 'Stop servers that nobody uses',
    examples: [
      'jhub cull --dry-run --timeout 1h',
      'jhub cull --timeout 1h --max-age 12h --protect-group staff',
      'jhub cull --rules rules.csv --dry-run --csv',
      'jhub cull --timeout 1h --every 10m --yes',
    ],
    more,
    flags: {
      dryRun: p.switchFlag('Only show, once, what would be done with each, and why'),
      timeout: p.durationFlag('Stop what is idle for longer: 10m unless given'),
      maxAge: p.limitFlag('Stop what is up for longer, busy or not; 0: nothing, as if not given'),
      every: p.durationFlag('Go on, with a look so often; once unless given'),
      cullEvery: p.durationFlag('The same, as jupyterhub-idle-culler calls it'),
      cullDefaultServers: p.onOffFlag('Stop default servers', true),
      cullNamedServers: p.onOffFlag('Stop named servers', true),
      removeNamedServers: p.onOffFlag('Delete named servers, not only stop them', false),
      cullUsers: p.onOffFlag('Delete users who are idle, too', false),
      cullAdminUsers: p.onOffFlag('Also those who are admins', true),
      rules: p.textFlag('Rules of groups: .csv (group,timeout,max_age,protect) or .json', 'file'),
      protectGroup: p.listFlag('Leave members of these groups alone', 'groups'),
      protectUser: p.listFlag('Leave these users alone', 'users'),
      concurrency: p.limitCountFlag(
        `So many at once at most: ${defaultConcurrency} unless given; 0: all`,
      ),
      apiPageSize: p.limitCountFlag('Users a request: 200 unless given'),
      sslEnabled: p.onOffFlag('Show the certificate of a hub with internal_ssl', false),
      internalCertsLocation: p.textFlag(
        'Where that hub keeps its certificates: internal-ssl unless given',
        'folder',
      ),
      ...p.yesFlag,
      ...p.outputFlags,
    },
  },
  async () => (await import('./cull.ts')).cull,
)
