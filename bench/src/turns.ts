import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

const timeoutMs = 120_000

/** A program that waits for its turn. */
export interface TurnTaker {
  /** @throws if it ends, or takes longer than two minutes. */
  take<T>(turn: object): Promise<T>
  stop(): Promise<void>
}

/**
 * Starts a program that takes turns, and waits until it is ready.
 *
 * @returns What it lacks, if it cannot take any.
 */
export async function startTurns(
  name: string,
  argv: readonly string[],
): Promise<TurnTaker | { readonly missing: string }> {
  const [command = '', ...args] = argv
  const child = spawn(command, args, {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  // It is told of where an answer is waited for.
  ended.catch(() => {})
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async <T>(): Promise<T> => {
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    try {
      const line = await lines.next()
      if (line.done !== true) return JSON.parse(line.value) as T
      const [code, signal] = (await ended) as [number | null, string | null]
      throw new Error(`${name} ended with ${code === null ? signal : `code ${code}`}`)
    } finally {
      clearTimeout(timer)
    }
  }
  const taker: TurnTaker = {
    take(turn) {
      child.stdin.write(`${JSON.stringify(turn)}\n`)
      return next()
    },
    async stop() {
      child.stdin.end()
      await ended
    },
  }
  const { missing } = await next<{ missing?: string }>()
  if (missing === undefined) return taker
  await taker.stop()
  return { missing }
}
