import { join } from 'node:path'
import { makeEnvironment } from './environment.ts'
import type { Progress } from './environment.ts'
import { TestbedError } from './errors.ts'
import { testbedDir } from './paths.ts'
import { findPython } from './python.ts'
import { installable, realServersVersion } from './versions.ts'

/** A hub that is installed. */
export interface Installation {
  readonly version: string
  /** Folder of the virtual environment. */
  readonly dir: string
  readonly python: string
}

/**
 * Installs a hub into a virtual environment of its own, with the versions that `constraints/` pins; once, as the
 * environment is kept. Two processes that want the same one wait for each other.
 *
 * @param realServers - Also install the notebook server.
 * @throws {@link TestbedError} if there is no Python, no such version, or no package index.
 */
export async function install(
  version: string,
  { realServers = false, progress = () => {} }: { realServers?: boolean; progress?: Progress } = {},
): Promise<Installation> {
  if (!installable.includes(version)) {
    throw new TestbedError(
      `There is no JupyterHub ${version} here, only ${installable.join(', ')}.`,
    )
  }
  if (realServers && version !== realServersVersion) {
    throw new TestbedError(`Real servers come with JupyterHub ${realServersVersion} only.`)
  }
  const name = realServers ? `${version}-notebook` : version
  const { dir, python } = await makeEnvironment({
    name,
    what: `JupyterHub ${name}`,
    python: await findPython(version),
    constraints: join(testbedDir, 'constraints', `${name}.txt`),
    packages: [
      `jupyterhub==${version}`,
      'cryptography',
      ...(realServers ? ['jupyter-server'] : []),
    ],
    progress,
  })
  return { version, dir, python }
}
