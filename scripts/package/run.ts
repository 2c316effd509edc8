import { execFile } from 'node:child_process'

/** How a command ended. */
export interface Outcome {
  /** Exit code; `null` if it was ended, or could not be started. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Where and how long a command runs. */
export interface RunOptions {
  readonly cwd?: string
  /** In place of this process's environment. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Milliseconds, 300,000 unless given; then it is ended. */
  readonly timeout?: number
}

/** Runs a command to its end, whatever that is. */
export function run(
  command: string,
  args: readonly string[],
  { timeout = 300_000, cwd, env }: RunOptions = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd, env, timeout, killSignal: 'SIGKILL', maxBuffer: 64 << 20 } as const
    const child = execFile(command, args, options, (error, stdout, stderr) => {
      const why = error !== null && child.exitCode === null ? `\n${error.message}` : ''
      resolve({ code: child.exitCode, stdout, stderr: stderr + why })
    })
  })
}

/** A command failed; the message holds what it printed. */
export class CommandError extends Error {}

/** @throws {@link CommandError} with the command's output unless it ends with exit code 0. */
export async function runOrThrow(
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<Outcome> {
  const outcome = await run(command, args, options)
  if (outcome.code === 0) return outcome
  throw new CommandError(
    `${[command, ...args].join(' ')} ended with ${outcome.code}\n${output(outcome)}`,
  )
}

/** Everything that a command printed. */
export function output({ stdout, stderr }: Outcome): string {
  return `${stdout}\n${stderr}`.trim()
}
