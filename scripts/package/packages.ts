import { join } from 'node:path'
import { root } from './paths.ts'

/** A package that is published, and what is true of it alone. */
export interface Package {
  readonly name: string
  /** Name of its folder, and of what is tried with it in `consumer/` and `smoke/`. */
  readonly folder: string
  /** What its modules may import that is not its own. */
  readonly dependencies: readonly string[]
  /** What is built besides declarations: paths below `dist`, without hashes and `.js`. */
  readonly scripts: readonly string[]
  /** Those of them that look for what Node has, and are only loaded when they are used. */
  readonly forNode: readonly string[]
  /** Bytes, about twice what it was at its first release, so that a stray folder shows. */
  readonly maxUnpackedSize: number
  /** Bytes, minified and gzipped, so that growth shows: of what loads with an entry, and of what it loads on first use. */
  readonly maxSizes: { readonly first: number; readonly later: number }
  /** An expression for CommonJS programs, which can load it, too: that is why the oldest Node is 20.19. */
  readonly required: string
  /** An entry for Node alone, and what it wants installed beside the package. */
  readonly nodeEntry?: { readonly name: string; readonly peer: string }
}

const client: Package = {
  name: 'jupyterhub-client',
  folder: 'client',
  dependencies: ['eventsource-parser'],
  scripts: ['index', 'node/index', ...['chunk', 'cookies', 'stream', 'why', 'workflows'].map(part)],
  forNode: [],
  maxUnpackedSize: 1_000_000,
  maxSizes: { first: 20_100, later: 13_550 },
  required: "new (require('jupyterhub-client').HubError)('')",
  nodeEntry: { name: 'jupyterhub-client/node', peer: 'undici' },
}

const emulator: Package = {
  name: 'jupyterhub-emulator',
  folder: 'emulator',
  dependencies: [],
  scripts: ['index', 'cli', ...['chunk', 'listen'].map(part)],
  forNode: ['parts/listen'],
  maxUnpackedSize: 1_500_000,
  maxSizes: { first: 45_000, later: 1_500 },
  required: "require('jupyterhub-emulator').createHub().url",
}

function part(name: string): string {
  return `parts/${name}`
}

/** A path in a package's folder. */
export const pathIn = ({ folder }: Pick<Package, 'folder'>, ...names: readonly string[]): string =>
  join(root, 'packages', folder, ...names)

/** A file as it is named for what is in it. */
export const withoutHash = (path: string): string =>
  path.replace(/^((?:dist\/)?parts\/\w+)-[A-Z0-9]{8}(\.js(\.map)?)$/, '$1$2')

/** All packages that are published. */
export const packages: readonly Package[] = [client, emulator]
