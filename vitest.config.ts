import { defineConfig } from 'vitest/config'
import {
  contractProjects,
  emulatorProjects,
  foreignProjects,
  trialProjects,
} from './contract/src/projects.ts'
import { ContractReporter } from './contract/src/reporter.ts'
import { versions } from './testbed/src/versions.ts'

// One of them below a prefix.
const hubs = versions.map((version) => ({ version, baseUrl: version === '5.5.1' ? '/pfx/' : '/' }))

export default defineConfig({
  test: {
    reporters: ['default', new ContractReporter()],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages/*,contract}/test/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        test: { name: 'testbed', include: ['testbed/test/**/*.test.ts'], testTimeout: 120_000 },
      },
      ...contractProjects(hubs),
      ...emulatorProjects(hubs),
      ...trialProjects(versions),
      ...foreignProjects(versions),
    ],
  },
})
