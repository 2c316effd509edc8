import { defineConfig } from 'vitest/config'
import {
  contractProjects,
  emulatorFromSource,
  emulatorProjects,
  emulatorTrialProjects,
  foreignProjects,
  trialProjects,
} from './contract/src/projects.ts'
import { ContractReporter } from './contract/src/reporter.ts'
import { versions } from './testbed/src/versions.ts'

/** Asked for by `CONTRACT=whole`: every version by every way. */
const isWhole = process.env['CONTRACT'] === 'whole'
/** Versions on which is tried what is said to be the same on all of them: the newest, the oldest, and one between. */
const sample = isWhole ? versions : (['6.0.1', '3.1.1', '1.5.1'] as const)
/** Versions on which the transport for Node goes the way that `fetch` goes: on the newest two it also has ways of its own. */
const byNode = isWhole ? versions : (['1.5.1'] as const)
/** Versions on which only those trials run on real hubs in which versions differ; 5.5.1 and 3.1.1 are most like them. */
const brief = isWhole ? [] : ['4.1.6', '2.3.1']

// One of them below a prefix.
const hubs = versions.map((version) => ({ version, baseUrl: version === '5.5.1' ? '/pfx/' : '/' }))

export default defineConfig({
  test: {
    reporters: ['default', new ContractReporter()],
    projects: [
      {
        resolve: { alias: emulatorFromSource },
        test: {
          name: 'unit',
          include: ['{packages/*,contract,bench}/test/**/*.test.ts'],
          environment: 'node',
          // A hang shows all the same; a machine that is busy is no failure.
          testTimeout: 30_000,
          provide: { clientTransport: 'fetch' },
        },
      },
      {
        test: {
          // What is tried with servers that really listen.
          name: 'unit by node',
          include: [
            'packages/client/test/{aborts,answers,clocks,events,lost-connections}.test.ts',
            'packages/client/test/{paths.prop,proxy-answers,repeats,secrets-echoed,secrets}.test.ts',
          ],
          environment: 'node',
          testTimeout: 30_000,
          provide: { clientTransport: 'node' },
        },
      },
      {
        test: { name: 'testbed', include: ['testbed/test/**/*.test.ts'], testTimeout: 120_000 },
      },
      ...contractProjects(hubs, byNode),
      ...emulatorProjects(hubs),
      ...emulatorTrialProjects(sample),
      ...trialProjects(versions, brief),
      ...foreignProjects(sample),
    ],
  },
})
