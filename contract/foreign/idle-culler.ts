import { idleCullerVersion, installIdleCuller } from 'testbed'
import { describe, expect, test } from 'vitest'
import { report } from '../trials/trial.ts'
import { arrange } from './idle-culler/arrange.ts'
import { cull, culledServers } from './idle-culler/cull.ts'
import { emulatedHub, realHub } from './idle-culler/hubs.ts'
import type { CulledHub } from './idle-culler/hubs.ts'
import { agedServers, people } from './idle-culler/people.ts'

/** Options of the culler; an hour is 3600 s. */
const runs: readonly (readonly string[])[] = [
  ['--timeout=3600'],
  ['--timeout=3600', '--max-age=72000', '--cull-named-servers=false', '--api-page-size=3'],
  ['--timeout=3600', '--remove-named-servers=true', '--cull-default-servers=false'],
  [
    '--timeout=3600',
    '--cull-users=true',
    '--cull-admin-users=false',
    '--remove-named-servers=true',
    '--api-page-size=4',
  ],
  ['--timeout=360000', '--max-age=72000', '--cull-users=true', '--concurrency=1'],
]

describe('jupyterhub-idle-culler', () => {
  test('culls servers and users as it does on a real hub', { timeout: 300_000 }, async () => {
    const python = await installIdleCuller()
    const hubs = [await realHub(), await emulatedHub()] as const
    const lines: string[] = []
    let culled = 0
    for (const options of runs) {
      const [real, emulated] = await Promise.all([
        run(python, hubs[0], options),
        run(python, hubs[1], options),
      ])
      expect({ options, ...emulated }).toEqual({ options, ...real })
      // Neither all nor none of them.
      expect(real.culled.length).toBeGreaterThan(0)
      expect(real.culled.length).toBeLessThan(agedServers.length)
      culled += real.culled.length
      lines.push(
        `${options.join(' ')}: ${real.culled.length} servers, ${real.deleted.length} users`,
      )
    }
    const inAll = `${agedServers.length} servers, ${runs.length} runs`
    report(`idle-culler: ${inAll}, ${culled} culled on both, 0 differences`, [
      `jupyterhub-idle-culler ${idleCullerVersion} among ${Object.keys(people).length} users:`,
      ...lines,
    ])
  })
})

/** Has the culler run on a hub where all is as it was before its last run. */
async function run(python: string, hub: CulledHub, options: readonly string[]) {
  await arrange(hub)
  const outcome = await cull(python, hub, options)
  const deleted = Object.keys(people).filter((name) => outcome.users[name] === undefined)
  return { ...outcome, culled: culledServers(outcome), deleted }
}
