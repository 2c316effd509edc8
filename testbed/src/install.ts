import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { TestbedError } from './errors.ts'
import { withLock } from './lock.ts'
import { cacheDir, testbedDir } from './paths.ts'
import { findPython } from './python.ts'
import { installable, realServersVersion } from './versions.ts'

const run = promisify(execFile)

/** Says what is being done, a line at a time. */
export type Progress = (line: string) => void

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
  const constraints = join(testbedDir, 'constraints', `${name}.txt`)
  const python = await findPython(version)
  const hash = createHash('sha256')
    .update(await readFile(constraints))
    .digest('hex')
    .slice(0, 12)
  const dir = join(cacheDir(), `${name}-py${python.version}-${hash}`)
  const installation = { version, dir, python: join(dir, 'bin', 'python') }
  const done = join(dir, 'installed')
  if (await exists(done)) return installation

  await mkdir(cacheDir(), { recursive: true })
  await withLock(`${dir}.lock`, async () => {
    if (await exists(done)) return
    // What a killed installation left.
    await rm(dir, { recursive: true, force: true })
    progress(`installing JupyterHub ${name} with Python ${python.version}`)
    await run(python.command, ['-m', 'venv', dir])
    const packages = [
      `jupyterhub==${version}`,
      'cryptography',
      ...(realServers ? ['jupyter-server'] : []),
    ]
    await pipInstall(installation, constraints, packages)
    await writeFile(done, '')
  })
  return installation
}

async function pipInstall(
  { python, version }: Installation,
  constraints: string,
  packages: readonly string[],
): Promise<void> {
  const flags = ['--quiet', '--disable-pip-version-check', '--no-input', '--prefer-binary']
  try {
    await run(python, ['-m', 'pip', 'install', ...flags, '-c', constraints, ...packages], {
      maxBuffer: 64 * 1024 * 1024,
    })
  } catch (error) {
    const text = String((error as { stderr?: unknown }).stderr ?? error)
    const last =
      text
        .trim()
        .split('\n')
        .findLast((line) => line.startsWith('ERROR')) ?? text.trim()
    throw new TestbedError(
      `JupyterHub ${version} could not be installed: check that pip reaches a package index (pip said: ${last.slice(0, 300)})`,
      { cause: error },
    )
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
