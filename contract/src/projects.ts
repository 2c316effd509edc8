import type { TestProjectInlineConfiguration } from 'vitest/config'
import { fileURLToPath } from 'node:url'
import type { ProjectHub } from './project-hub.ts'

/** Vitest projects that run the trials, one for each real hub: `trials 6.0.1` … They come last, and take minutes. */
export function trialProjects(versions: readonly string[]): TestProjectInlineConfiguration[] {
  return versions.map((version) => ({
    resolve: { alias: { 'jupyterhub-emulator': emulatorSource } },
    test: {
      name: `trials ${version}`,
      include: ['contract/trials/all.test.ts'],
      provide: { contractHub: { version } },
      environment: 'node',
      testTimeout: 300_000,
      hookTimeout: 60_000,
      maxWorkers: 2,
      sequence: { groupOrder: 3 },
    },
  }))
}

/**
 * Vitest projects that run clients that are not ours, each on a real hub and an emulated one of the same version:
 * `foreign 6.0.1` …
 */
export function foreignProjects(versions: readonly string[]): TestProjectInlineConfiguration[] {
  return versions.map((version) => ({
    resolve: { alias: { 'jupyterhub-emulator': emulatorSource } },
    test: {
      name: `foreign ${version}`,
      include: ['contract/foreign/all.test.ts'],
      provide: { contractHub: { version, label: `foreign ${version}` } },
      environment: 'node',
      testTimeout: 120_000,
      hookTimeout: 60_000,
      maxWorkers: 2,
      sequence: { groupOrder: 3 },
    },
  }))
}

/** Vitest projects that run the contract suite, one for each real hub: `contract 6.0.1` … */
export function contractProjects(hubs: readonly ProjectHub[]): TestProjectInlineConfiguration[] {
  return hubs.map((contractHub) => ({
    test: {
      name: `contract ${contractHub.version}`,
      // One file for all suites, so that a hub is there for one worker alone and for no longer than its suites run.
      include: ['contract/suite/all.test.ts'],
      setupFiles: ['contract/src/setup-testbed.ts'],
      provide: { contractHub },
      environment: 'node',
      testTimeout: 30_000,
      hookTimeout: 60_000,
      // Two hubs at a time, after the projects that need none.
      maxWorkers: 2,
      sequence: { groupOrder: 1 },
    },
  }))
}

/** Vitest projects that run the contract suite on emulated hubs: `contract emulator 6.0.1 by socket` … `by fetch` … */
export function emulatorProjects(hubs: readonly ProjectHub[]): TestProjectInlineConfiguration[] {
  return hubs.flatMap((hub) =>
    (['socket', 'fetch'] as const).map((by) => {
      const label = `emulator ${hub.version} by ${by}`
      return {
        resolve: { alias: { 'jupyterhub-emulator': emulatorSource } },
        test: {
          name: `contract ${label}`,
          include: ['contract/suite/all.test.ts'],
          setupFiles: ['contract/src/setup-emulator.ts'],
          provide: { contractHub: { ...hub, label, by } },
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // They mostly wait.
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      }
    }),
  )
}

const emulatorSource = fileURLToPath(
  new URL('../../packages/emulator/src/index.ts', import.meta.url),
)
