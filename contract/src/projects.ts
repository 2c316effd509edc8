import type { TestProjectInlineConfiguration } from 'vitest/config'
import { fileURLToPath } from 'node:url'
import type { ProjectHub } from './project-hub.ts'

/** Alias by which tests use the emulator as it stands, not as it was last built. */
export const emulatorFromSource: Readonly<Record<string, string>> = {
  'jupyterhub-emulator': fileURLToPath(
    new URL('../../packages/emulator/src/index.ts', import.meta.url),
  ),
}

/** Three hubs at a time on two cores, as each also waits; after the projects that need none, and in one queue, so that no core is idle in between. */
const amongOthers = { maxWorkers: 3, sequence: { groupOrder: 1 } }

/**
 * Vitest projects that run the trials, one for each real hub: `trials 6.0.1` … They come last, and take minutes.
 *
 * @param brieflyOn - Versions on which that alone is tried in which they differ.
 */
export function trialProjects(
  versions: readonly string[],
  brieflyOn: readonly string[],
): TestProjectInlineConfiguration[] {
  return versions.map((version) => ({
    resolve: { alias: emulatorFromSource },
    test: {
      ...trialTest({ version, briefly: brieflyOn.includes(version) }),
      maxWorkers: 2,
      sequence: { groupOrder: 2 },
    },
  }))
}

/** The same on emulated hubs: `trials emulator 6.0.1` … */
export function emulatorTrialProjects(
  versions: readonly string[],
): TestProjectInlineConfiguration[] {
  return versions.map((version) => ({
    resolve: { alias: emulatorFromSource },
    test: {
      ...trialTest({ version, label: `trials emulator ${version}`, by: 'socket' }),
      ...amongOthers,
    },
  }))
}

function trialTest(hub: ProjectHub): TestProjectInlineConfiguration['test'] & object {
  return {
    name: hub.label ?? `trials ${hub.version}`,
    include: ['contract/trials/all.test.ts'],
    provide: { contractHub: hub },
    environment: 'node',
    testTimeout: 300_000,
    hookTimeout: 60_000,
  }
}

/**
 * Vitest projects that run clients that are not ours, each on a real hub and an emulated one of the same version:
 * `foreign 6.0.1` …
 */
export function foreignProjects(versions: readonly string[]): TestProjectInlineConfiguration[] {
  return versions.map((version) => ({
    resolve: { alias: emulatorFromSource },
    test: {
      name: `foreign ${version}`,
      include: ['contract/foreign/all.test.ts'],
      provide: { contractHub: { version, label: `foreign ${version}` } },
      environment: 'node',
      testTimeout: 120_000,
      hookTimeout: 60_000,
      ...amongOthers,
    },
  }))
}

/**
 * Vitest projects that run the contract suite, one for each real hub: `contract 6.0.1` …, and for some one in which the client uses its
 * transport for Node: `contract 6.0.1 by unix socket`, `contract 1.5.1 by node` …
 *
 * @param byNodeOn - Versions on which it uses that transport as it uses `fetch`, through the hub's proxy.
 */
export function contractProjects(
  hubs: readonly ProjectHub[],
  byNodeOn: readonly string[],
): TestProjectInlineConfiguration[] {
  const byNode = hubs.flatMap((hub) => {
    const plain = byNodeOn.includes(hub.version) ? (['node'] as const) : []
    return [...plain, ...(special[hub.version] ?? [])].map((clientBy) => reachedBy(hub, clientBy))
  })
  return [...hubs, ...byNode].map((contractHub: ProjectHub) => ({
    test: {
      name: `contract ${contractHub.label ?? contractHub.version}`,
      // One file for all suites, so that a hub is there for one worker alone and for no longer than its suites run.
      include: ['contract/suite/all.test.ts'],
      setupFiles: ['contract/src/setup-testbed.ts'],
      provide: { contractHub },
      environment: 'node',
      // With internal_ssl, every hub makes certificates first.
      testTimeout: contractHub.clientBy === 'internal_ssl' ? 60_000 : 30_000,
      hookTimeout: 60_000,
      ...amongOthers,
    },
  }))
}

const reachedBy = (hub: ProjectHub, clientBy: NonNullable<ProjectHub['clientBy']>): ProjectHub => ({
  ...hub,
  clientBy,
  label: `${hub.version} by ${clientBy}`,
})

/** Where a hub is reached past its proxy. */
const special: Readonly<Record<string, readonly NonNullable<ProjectHub['clientBy']>[]>> = {
  '6.0.1': ['unix socket'],
  '5.5.1': ['internal_ssl'],
}

/** Vitest projects that run the contract suite on emulated hubs: `contract emulator 6.0.1 by socket` … `by fetch` … */
export function emulatorProjects(hubs: readonly ProjectHub[]): TestProjectInlineConfiguration[] {
  return hubs.flatMap((hub) =>
    (['socket', 'fetch'] as const).map((by) => {
      const label = `emulator ${hub.version} by ${by}`
      return {
        resolve: { alias: emulatorFromSource },
        test: {
          name: `contract ${label}`,
          include: ['contract/suite/all.test.ts'],
          setupFiles: ['contract/src/setup-emulator.ts'],
          provide: { contractHub: { ...hub, label, by } },
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          ...amongOthers,
        },
      }
    }),
  )
}
