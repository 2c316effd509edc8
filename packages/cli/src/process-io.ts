import { constants } from 'node:os'
import { isatty } from 'node:tty'
import { Interrupted } from './errors/interrupted.ts'
import { exitCodes } from './exit-codes.ts'
import type { Io, Screen } from './io.ts'

const defaultColumns = 80

/** `process.stdin` makes a stream when it is looked at, which takes time. */
const stdinFd = 0

/** The world as this process sees it. */
export function processIo(): Io {
  const { signal, interrupt } = interruption()
  let isRead = false
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endWithReader)
  return {
    stdout: screenOf(process.stdout),
    stderr: screenOf(process.stderr),
    stdin: {
      get isTTY() {
        return !isRead && isatty(stdinFd)
      },
      readAll: async () => {
        const { readAll } = await import('./prompt/read.ts')
        // Nobody can answer behind its end.
        isRead = true
        return readAll(process.stdin, signal)
      },
      readLine: async (question, options) =>
        (await import('./prompt/read.ts')).readLine(
          process.stdin,
          process.stderr,
          question,
          options,
        ),
    },
    env: process.env,
    now: () => Date.now(),
    elapsed: () => performance.now(),
    signal,
    heedTermination: () => void process.on('SIGTERM', interrupt),
    takeScreen: async (events) => (await import('./output/full-screen.ts')).takeScreen(events),
    openUrl: async (url) => (await import('./open-url.ts')).openUrl(url),
    keychain: async () => (await import('./contexts/keychain.ts')).systemKeychain(),
  }
}

const screenOf = (stream: NodeJS.WriteStream & { readonly fd: number }): Screen => ({
  write: (text) => void stream.write(text),
  isTTY: isatty(stream.fd),
  columns: () => stream.columns || defaultColumns,
})

/** `jhub users list | head` is over when `head` is. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit(128 + constants.signals.SIGPIPE)
}

/** The first Ctrl-C ends what is under way in order, the second at once. */
function interruption(): { signal: AbortSignal; interrupt: () => void } {
  const controller = new AbortController()
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted)
    controller.abort(new Interrupted())
  }
  process.on('SIGINT', interrupt)
  return { signal: controller.signal, interrupt }
}
