import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { testbedDir } from './paths.ts'

/** A process to be started below the supervisor. */
export interface Command {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** File that takes its output. */
  readonly log: string
}

/** Parent of a hub's processes: it ends them all when this process ends, however it ends. */
export interface Supervisor {
  readonly pid: number
  start(name: string, command: Command): void
  /** Signals a process that was started here. */
  kill(name: string, signal: number): void
  /** Whether a process that was started here runs. */
  isRunning(name: string): boolean
  /** Resolves when the process has ended. */
  ended(name: string): Promise<void>
  /** Ends everything below, and itself. */
  stop(): Promise<void>
}

/** Starts a supervisor. */
export function startSupervisor(python: string): Supervisor {
  const child = spawn(python, [join(testbedDir, 'hub', 'supervise.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  // The hub must not keep this process from ending, which is what ends the hub.
  child.unref()
  const running = new Map<string, { end: () => void; ended: Promise<void> }>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { exit } = JSON.parse(line) as { exit: string }
    running.get(exit)?.end()
    running.delete(exit)
  })
  const send = (message: object) => child.stdin.write(`${JSON.stringify(message)}\n`)
  return {
    pid: child.pid ?? 0,
    start(name, command) {
      let end = () => {}
      const ended = new Promise<void>((resolve) => {
        end = resolve
      })
      running.set(name, { end, ended })
      send({ start: name, ...command })
    },
    kill: (name, signal) => send({ kill: name, signal }),
    isRunning: (name) => running.has(name),
    ended: async (name) => running.get(name)?.ended,
    async stop() {
      child.ref()
      child.stdin.end()
      await gone
    },
  }
}
