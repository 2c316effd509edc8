// Runs the README's commands on a machine that has Node and nothing of ours: installs what the lockfile names and
// builds the client first. Plain JavaScript, as it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
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

/** Installs dependencies unless those of this lockfile are there. */
function install() {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const marker = join(root, 'node_modules', '.installed-lock')
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return
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
  writeFileSync(marker, hash)
}

function build() {
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
