import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { TestbedError } from './errors.ts'

const run = promisify(execFile)

/** A Python that can run a hub. */
export interface Python {
  readonly command: string
  /** `3.11` */
  readonly version: string
}

/** Newer first as far as every hub runs on it: 1.5 and 2.3 do not on 3.12, which has no `distutils` and `imp`. */
const candidates = ['python3.11', 'python3.10', 'python3.9', 'python3']

/** Hubs before 4.0 need 3.8 to 3.11, hub 6.0 needs 3.10. */
const suits = (version: string, hub: string): boolean => {
  const minor = Number(version.split('.')[1])
  const major = Number(hub.split('.')[0])
  return minor >= (major >= 6 ? 10 : 8) && (major >= 4 || minor <= 11)
}

/**
 * Finds a Python for a hub: `JUPYTERHUB_TESTBED_PYTHON`, else one of the usual names.
 *
 * @throws {@link TestbedError} that says what to install.
 */
export async function findPython(hub: string): Promise<Python> {
  const named = process.env['JUPYTERHUB_TESTBED_PYTHON']
  for (const command of named ? [named] : candidates) {
    const version = await versionOf(command)
    if (version !== undefined && suits(version, hub)) return { command, version }
  }
  const what = named ? `JUPYTERHUB_TESTBED_PYTHON (${named}) is not` : 'There is no'
  throw new TestbedError(
    `${what} a Python that runs JupyterHub ${hub}: install Python 3.11 with its venv module (on Debian and Ubuntu: apt-get install python3 python3-venv).`,
  )
}

async function versionOf(command: string): Promise<string | undefined> {
  try {
    const code = 'import sys, ensurepip, venv; print("%d.%d" % sys.version_info[:2])'
    return (await run(command, ['-c', code])).stdout.trim()
  } catch {
    // Not there, or without what a virtual environment needs.
    return undefined
  }
}
