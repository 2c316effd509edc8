import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** The built program. */
export const program: string = fileURLToPath(
  new URL('../../packages/cli/dist/cli.cjs', import.meta.url),
)

/** Every command of the program, by the manual that is built with it: `users list`. */
export async function allCommands(): Promise<string[]> {
  const manual = await readFile(join(dirname(program), 'man', 'jhub.1'), 'utf8')
  const titles = manual.replaceAll('\\-', '-').matchAll(/^\.SS "jhub ([a-z -]+) \[/gm)
  return [...titles].map(([, command = '']) => command)
}

/** What a run of the program left. */
export interface Run {
  /** `null` if it was killed. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** How the program is run. */
export interface Setting {
  readonly stdin?: string
  /** Asked again and again; the program is killed as soon as it is. */
  readonly isEnough?: () => Promise<boolean>
}

const never = (): Promise<boolean> => Promise.resolve(false)

/** Runs the built program. */
export async function jhub(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { stdin = '', isEnough = never }: Setting = {},
): Promise<Run> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env['PATH'], ...env },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  child.stdin.end(stdin)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const said = Promise.all([ended, text(child.stdout), text(child.stderr)])
  while (child.exitCode === null && child.signalCode === null) {
    if (await isEnough()) child.kill('SIGKILL')
    await sleep(5)
  }
  const [code, stdout, stderr] = await said
  return { code, stdout, stderr }
}

/**
 * Runs the built program; gives what it printed.
 *
 * @throws If it does not end with 0.
 */
export type Jhub = (args: string, stdin?: string) => Promise<string>

/** A folder that goes with the test. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jhub-trial-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** The built program, with a configuration folder of its own. */
export async function freshJhub(): Promise<Jhub> {
  const folder = await freshFolder()
  return async (args, stdin = '') => {
    const { code, stdout, stderr } = await jhub(
      args.split(' '),
      { XDG_CONFIG_HOME: folder },
      { stdin },
    )
    if (code !== 0) throw new Error(`jhub ${args} ended with ${String(code)}: ${stderr}`)
    return stdout
  }
}
