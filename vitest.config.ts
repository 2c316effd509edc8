import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/test/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        test: { name: 'testbed', include: ['testbed/test/**/*.test.ts'], testTimeout: 120_000 },
      },
    ],
  },
})
