import { makeEnvironment } from './environment.ts'
import type { Progress } from './environment.ts'
import { TestbedError } from './errors.ts'
import { idleCullerVersion, installable, realServersVersion, versions } from './versions.ts'

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
  const packages = [
    `jupyterhub==${version}`,
    'cryptography',
    ...(realServers ? ['jupyter-server'] : []),
  ]
  const environment = { name, packages, title: `JupyterHub ${name}`, hub: version, progress }
  return { version, ...(await makeEnvironment(environment)) }
}

/**
 * Installs `jupyterhub-idle-culler` in the same way, without a hub.
 *
 * @returns Its Python.
 * @throws {@link TestbedError} if there is no Python, or no package index.
 */
export async function installIdleCuller(): Promise<string> {
  const { python } = await makeEnvironment({
    name: `idle-culler-${idleCullerVersion}`,
    packages: [`jupyterhub-idle-culler==${idleCullerVersion}`],
    title: `jupyterhub-idle-culler ${idleCullerVersion}`,
    hub: versions[0],
    progress: () => {},
  })
  return python
}
