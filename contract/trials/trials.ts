/** Something that is tried on each hub. */
interface Trial {
  readonly name: string
  readonly load: () => Promise<unknown>
  /** Why an emulated hub would show nothing. */
  readonly realOnly?: string
  /** Set where the version is part of what is tried, and not only the client: by routes, scopes, or words. */
  readonly byVersion?: true
  /** Why the newest hub is enough. */
  readonly newestOnly?: string
}

/** Every trial, in the order in which it runs. Each starts a hub of its own. */
export const trials: readonly Trial[] = [
  { name: 'killed-hub', load: () => import('./killed-hub.ts') },
  { name: 'spawn-queue', load: () => import('./spawn-queue.ts') },
  {
    name: 'ready-latency',
    load: () => import('./ready-latency.ts'),
    realOnly:
      'it measures how long it takes from a process to another, and an emulated hub is in that of its client',
  },
  { name: 'faults', load: () => import('./faults.ts') },
  { name: 'examples', load: () => import('./examples.ts') },
  { name: 'cli', load: () => import('./cli.ts'), byVersion: true },
  { name: 'every-command', load: () => import('./every-command.ts'), byVersion: true },
  {
    name: 'roster',
    load: () => import('./roster.ts'),
    realOnly:
      'it is about a program that is killed, and the tests of that program do it to an emulated hub',
    newestOnly: 'what is killed is not the hub, and takes minutes',
  },
  {
    name: 'doctor',
    load: () => import('./doctor.ts'),
    realOnly: 'what is looked at is a proxy before the proxy of a hub',
  },
  { name: 'cookies', load: () => import('./cookies.ts') },
  { name: 'interleavings', load: () => import('./interleavings.ts') },
  { name: 'refusals', load: () => import('./refusals.ts'), byVersion: true },
  { name: 'walks', load: () => import('./walks.ts') },
  {
    name: 'replay',
    load: () => import('./replay.ts'),
    realOnly: 'it holds an emulated hub to what a real one answered',
    byVersion: true,
  },
  { name: 'permissions', load: () => import('./permissions.ts'), byVersion: true },
]
