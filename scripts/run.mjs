// Runs the README's commands on a machine that has Node and nothing of ours: installs what the lockfile names and
// builds the client first. Plain JavaScript, as it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const commands = {
  demo: ['tsx', 'examples/demo/main.ts'],
  test: ['vitest', 'run'],
  bench: ['tsx', 'bench/src/main.ts'],
  testbed: ['tsx', 'testbed/src/cli.ts'],
  docs: ['tsx', 'scripts/docs/main.ts'],
  transcript: ['tsx', 'scripts/transcript/main.ts'],
  package: ['tsx', 'scripts/package/check.ts'],
}

const [name, ...args] = process.argv.slice(2)
if (!Object.hasOwn(commands, name)) {
  console.error(`Usage: node scripts/run.mjs ${Object.keys(commands).join('|')}`)
  process.exit(2)
}
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node 20.19 or newer is needed; this is ${process.versions.node}.`)
  process.exit(1)
}
install()
build()
const [program, ...given] = commands[name]
process.exitCode = run(program, [...given, ...args]).status ?? 1

/** Installs dependencies unless those of this lockfile are there: npm writes a lockfile of its own when it has installed one. */
function install() {
  if (changed('node_modules/.package-lock.json') >= changed('package-lock.json')) return
  console.error('installing dependencies')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) {
    console.error('npm ci failed: check that npm reaches a package registry.')
    process.exit(1)
  }
}

/** When a file or folder was last changed; long ago if it is not there. */
function changed(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? -Infinity
}

/** Builds the packages, unless nothing that they are made of was changed since. */
function build() {
  const folders = ['client', 'emulator', 'cli'].map((package_) => join('packages', package_))
  const made = folders.flatMap((folder) => [
    join(folder, 'package.json'),
    join(folder, 'src'),
    ...readdirSync(join(root, folder, 'src'), { recursive: true }).map((file) =>
      join(folder, 'src', file),
    ),
  ])
  const of = [
    'package-lock.json',
    'tsconfig.base.json',
    'scripts/build.mjs',
    'scripts/man.ts',
    ...made,
  ]
  const built = Math.min(...folders.map((folder) => changed(join(folder, 'dist'))))
  if (of.every((path) => changed(path) < built)) return
  console.error('building the packages')
  const start = performance.now()
  const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
  console.error(`built in ${((performance.now() - start) / 1000).toFixed(1)} s`)
}

/** Runs a tool of node_modules. A signal from the terminal reaches it too; it decides when to end. */
function run(tool, toolArgs) {
  const keepOn = () => {}
  process.on('SIGINT', keepOn)
  try {
    return spawnSync(join(root, 'node_modules', '.bin', tool), toolArgs, {
      cwd: root,
      stdio: 'inherit',
    })
  } finally {
    process.off('SIGINT', keepOn)
  }
}
