import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fail, pass, runIfMain } from './checks.ts'
import type { Check } from './checks.ts'
import { pathIn } from './packages.ts'
import type { Package } from './packages.ts'

type Child = ChildProcessByStdio<null, Readable, null>

/** How a packed program is started, and ended as a terminal, or whoever else started it, does. */
interface Way {
  readonly by: 'npx' | 'node'
  readonly signal: 'SIGINT' | 'SIGTERM'
}

const ways: readonly Way[] = [
  { by: 'npx', signal: 'SIGINT' },
  { by: 'node', signal: 'SIGINT' },
  { by: 'node', signal: 'SIGTERM' },
]

const timeout = 20_000

/** The programs of a packed package serve a hub, say how to reach it, and end when they are told to. */
export const program: Check = {
  name: 'program',
  async *results(subject) {
    const names = await programsOf(subject.package)
    if (names.length === 0) yield pass('it has none')
    for (const name of names) {
      for (const way of ways) {
        const problem = await tryProgram(name, await subject.project(), way)
        const title = `${name} by ${way.by}, ${way.signal}`
        yield problem === undefined
          ? pass(`${title}: served, and ended`)
          : fail(`${title}: ${problem}`)
      }
    }
  },
}

async function programsOf(it: Package): Promise<string[]> {
  const manifest = JSON.parse(await readFile(pathIn(it, 'package.json'), 'utf8')) as {
    bin?: Record<string, string>
  }
  return Object.keys(manifest.bin ?? {})
}

/** What is wrong with it, if anything is. */
async function tryProgram(
  name: string,
  project: string,
  { by, signal }: Way,
): Promise<string | undefined> {
  const [file, ...args] =
    by === 'npx'
      ? (['npx', '--no-install', name] as const)
      : ([process.execPath, join(project, 'node_modules', '.bin', name)] as const)
  // A group of its own, as in a terminal, which sends Ctrl-C to all of it.
  const child = spawn(file, [...args, '--hub', '5.5', '--students', '2'], {
    cwd: project,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const timer = setTimeout(() => end(child, 'SIGKILL'), timeout)
  try {
    return await useAndEnd(child, signal, by === 'npx' ? signal : 0)
  } finally {
    clearTimeout(timer)
    end(child, 'SIGKILL')
  }
}

/** @param expected - Its exit code, or the signal that ends it: npx does not wait for what it has started. */
async function useAndEnd(
  child: Child,
  signal: Way['signal'],
  expected: number | string,
): Promise<string | undefined> {
  // What npx has started holds its standard output, too.
  const closed = once(child, 'close')
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  await lines.next()
  const said = String((await lines.next()).value)
  const [, url, token] = /API_URL=(\S+) JUPYTERHUB_API_TOKEN=(\S+)$/.exec(said) ?? []
  if (url === undefined) return `said ${said}`
  const headers = { authorization: `token ${token}` }
  const response = await fetch(`${url}/users/student-00002`, { headers })
  if (response.status !== 200) return `answered ${response.status}`
  const logged = String((await lines.next()).value)
  if (!logged.startsWith('200 GET /hub/api/users/student-00002')) return `logged ${logged}`
  end(child, signal)
  const [code, killedBy] = (await closed) as [number | null, string | null]
  if ((code ?? killedBy) !== expected) return `ended with ${code ?? killedBy}`
  const answers = await fetch(url).then(
    () => true,
    () => false,
  )
  return answers ? 'still answers' : undefined
}

function end({ pid }: Child, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch {
    // It has ended.
  }
}

await runIfMain(import.meta.url, program)
