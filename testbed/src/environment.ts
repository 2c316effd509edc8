import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { TestbedError } from './errors.ts'
import { withLock } from './lock.ts'
import { cacheDir, testbedDir } from './paths.ts'
import { findPython } from './python.ts'

const run = promisify(execFile)

/** Says what is being done, a line at a time. */
export type Progress = (line: string) => void

/** What is installed together. */
export interface Environment {
  /** That of the file in `constraints/`. */
  readonly name: string
  readonly packages: readonly string[]
  /** What a person knows it by. */
  readonly title: string
  /** The hub whose Python it takes. */
  readonly hub: string
  readonly progress: Progress
}

/**
 * Makes a virtual environment, with the versions that `constraints/` pins; once, as it is kept. Two processes that want the
 * same one wait for each other.
 *
 * @returns Its folder, and its Python.
 * @throws {@link TestbedError} if there is no Python, or no package index.
 */
export async function makeEnvironment(
  environment: Environment,
): Promise<{ readonly dir: string; readonly python: string }> {
  const { name, packages, title, hub, progress } = environment
  const constraints = join(testbedDir, 'constraints', `${name}.txt`)
  const { command, version } = await findPython(hub)
  const hash = createHash('sha256')
    .update(await readFile(constraints))
    .digest('hex')
    .slice(0, 12)
  const dir = join(cacheDir(), `${name}-py${version}-${hash}`)
  const python = join(dir, 'bin', 'python')
  const done = join(dir, 'installed')
  if (await exists(done)) return { dir, python }

  await mkdir(cacheDir(), { recursive: true })
  await withLock(`${dir}.lock`, async () => {
    if (await exists(done)) return
    // What a killed installation left.
    await rm(dir, { recursive: true, force: true })
    progress(`installing ${title} with Python ${version}`)
    await run(command, ['-m', 'venv', dir])
    await pipInstall(python, title, constraints, packages)
    await writeFile(done, '')
  })
  return { dir, python }
}

async function pipInstall(
  python: string,
  title: string,
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
      `${title} could not be installed: check that pip reaches a package index (pip said: ${last.slice(0, 300)})`,
      { cause: error },
    )
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
