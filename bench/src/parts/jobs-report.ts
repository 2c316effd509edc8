import type { Section } from '../section.ts'
import { withSpread } from '../table.ts'
import type { JobResult, Jobs } from './jobs.ts'

/** The jobs as tables, ratios first. */
export function jobSections({ version, people, jobs, missing }: Jobs): Section[] {
  return [
    {
      title: `Whole jobs on a real JupyterHub ${version} with ${people} users: ours, in times of the hub's own time`,
      rows: [
        ['', 'same requests', 'best by hand', 'ours, ms', "the hub's own, ms", 'by hand, ms'],
        ...Object.entries(jobs).map(([name, { ms, ...over }]) => [
          name,
          withSpread(over.overHub, 2),
          withSpread(over.overLeast, 2),
          withSpread(ms['ours'], 0),
          withSpread(over.hubMs, 0),
          withSpread(over.leastHubMs, 0),
        ]),
      ],
      notes: missing === undefined ? [] : [`Not measured: idle-culler: ${missing}.`],
    },
    ...Object.entries(jobs).map(([name, job]) => waysOf(name, job)),
  ]
}

function waysOf(name: string, { ms, times, requests }: JobResult): Section {
  return {
    title: `${name[0]?.toUpperCase()}${name.slice(1)}`,
    rows: [
      ['', 'in times of ours', 'ms', 'requests'],
      ...Object.entries(ms).map(([way, taken]) => [
        way,
        way === 'ours' ? '' : withSpread(times[way], 2),
        withSpread(taken, 0),
        String(requests[way]),
      ]),
    ],
  }
}
