import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { TestbedError } from './errors.ts'
import { withLock } from './lock.ts'
import { cacheDir } from './paths.ts'
import type { Python } from './python.ts'

const run = promisify(execFile)

/** Says what is being done, a line at a time. */
export type Progress = (line: string) => void

/** What to install, and with which Python. */
export interface EnvironmentRequest {
  /** Part of the folder's name. */
  readonly name: string
  /** What it is called in what people read. */
  readonly what: string
  readonly python: Python
  /** File that pins every version. */
  readonly constraints: string
  readonly packages: readonly string[]
  readonly progress: Progress
}

/** A virtual environment that is installed. */
export interface Environment {
  readonly dir: string
  readonly python: string
}

/**
 * Installs packages into a virtual environment of its own; once, as it is kept. Two processes that want the same one wait
 * for each other.
 *
 * @throws {@link TestbedError} if there is no package index.
 */
export async function makeEnvironment(request: EnvironmentRequest): Promise<Environment> {
  const { name, what, python, constraints, progress } = request
  const hash = createHash('sha256')
    .update(await readFile(constraints))
    .digest('hex')
    .slice(0, 12)
  const dir = join(cacheDir(), `${name}-py${python.version}-${hash}`)
  const environment = { dir, python: join(dir, 'bin', 'python') }
  const done = join(dir, 'installed')
  if (await exists(done)) return environment

  await mkdir(cacheDir(), { recursive: true })
  await withLock(`${dir}.lock`, async () => {
    if (await exists(done)) return
    // What a killed installation left.
    await rm(dir, { recursive: true, force: true })
    progress(`installing ${what} with Python ${python.version}`)
    await run(python.command, ['-m', 'venv', dir])
    await pipInstall(environment, request)
    await writeFile(done, '')
  })
  return environment
}

async function pipInstall(
  { python }: Environment,
  { what, constraints, packages }: EnvironmentRequest,
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
      `${what} could not be installed: check that pip reaches a package index (pip said: ${last.slice(0, 300)})`,
      { cause: error },
    )
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
