import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathIn } from './packages.ts'
import type { Package } from './packages.ts'
import { root } from './paths.ts'
import { runOrThrow } from './run.ts'

/** What `npm pack` made. */
export interface Tarball {
  readonly path: string
  /** Paths inside the package. */
  readonly files: readonly string[]
  /** Bytes. */
  readonly size: number
  /** Bytes. */
  readonly unpackedSize: number
}

/** A package as it would be published. Each step is done when it is first asked for, and once. */
export interface Subject {
  readonly package: Package
  /** Builds `dist`, of all packages. */
  built(): Promise<void>
  /** Builds and packs. */
  tarball(): Promise<Tarball>
  /** Folder of a project that has nothing but the tarball and its dependencies installed. */
  project(): Promise<string>
  /** A folder that is removed in the end. */
  folder(): Promise<string>
  /** Removes all that was made, but for `dist`. */
  remove(): Promise<void>
}

/** Begins with nothing built. */
export function prepareAll(packages: readonly Package[]): Subject[] {
  const built = once(async () => {
    await runOrThrow('npm', ['run', '--silent', 'build'], { cwd: root })
  })
  return packages.map((it) => prepare(it, built))
}

function prepare(it: Package, built: () => Promise<void>): Subject {
  const folders: string[] = []
  const folder = async () => {
    const path = await mkdtemp(join(tmpdir(), `${it.name}-`))
    folders.push(path)
    return path
  }
  const tarball = once(async () => {
    await built()
    return pack(it, await folder())
  })
  const project = once(async () => {
    const { path } = await tarball()
    const cwd = await folder()
    await install([path], cwd)
    return cwd
  })
  const remove = async () => {
    for (const path of folders) await rm(path, { recursive: true, force: true, maxRetries: 5 })
  }
  return { package: it, built, tarball, project, folder, remove }
}

/** Installs what `specs` name into a new project in `folder`. */
export async function install(specs: readonly string[], folder: string): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  // A prefix of its own, as npm run hands the checkout's down to the commands that it starts.
  const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund']
  await runOrThrow('npm', [...args, '--save-exact', ...specs], { cwd: folder })
}

/** Packs what is built. */
export async function pack(it: Pick<Package, 'folder'>, folder: string): Promise<Tarball> {
  const args = ['pack', '--json', '--foreground-scripts=false', '--pack-destination', folder]
  const { stdout } = await runOrThrow('npm', args, { cwd: pathIn(it) })
  const [packed] = JSON.parse(stdout) as [
    { filename: string; size: number; unpackedSize: number; files: { path: string }[] },
  ]
  return {
    path: join(folder, packed.filename),
    files: packed.files.map(({ path }) => path),
    size: packed.size,
    unpackedSize: packed.unpackedSize,
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
