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

/** In the order in which they are tried: what most was tested with comes first. */
const candidates = ['python3.11', 'python3.12', 'python3.10', 'python3', 'python3.13']

/** What the pinned versions install on: 3.10 to 3.12, hubs since 5.0 also on 3.13. */
function suits(version: string, hub: string): boolean {
  const [major, minor] = version.split('.').map(Number)
  const newest = Number(hub.split('.')[0]) >= 5 ? 13 : 12
  return major === 3 && minor !== undefined && minor >= 10 && minor <= newest
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
    `${what} a Python that runs JupyterHub ${hub}: install Python 3.10, 3.11 or 3.12 with its venv module (on Debian and Ubuntu: apt-get install python3 python3-venv).`,
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
