import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Interrupted } from '../errors/interrupted.ts'

/** All that comes in, unless the signal ends it before. */
export async function readAll(input: NodeJS.ReadStream, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted()
  const end = () => void input.destroy(signal.reason as Error)
  signal.addEventListener('abort', end, { once: true })
  try {
    return await text(input)
  } finally {
    signal.removeEventListener('abort', end)
  }
}

/**
 * A line that somebody types.
 *
 * @param hidden - Show nothing of what is typed.
 * @throws {@link Interrupted} if it is Ctrl-C, or the end.
 */
export function readLine(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
  question: string,
  { hidden = false }: { readonly hidden?: boolean } = {},
): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  // From here on the terminal itself shows nothing: whoever types as soon as they are asked is not overheard.
  const lines = createInterface({ input, output: hidden ? nowhere : output, terminal: true })
  if (hidden) output.write(question)
  lines.setPrompt(question)
  lines.prompt()
  return new Promise((resolve, reject) => {
    lines.once('line', (line) => {
      lines.removeAllListeners('close')
      lines.close()
      if (hidden) output.write('\n')
      resolve(line)
    })
    lines.once('SIGINT', () => lines.close())
    lines.once('close', () => {
      output.write('\n')
      reject(new Interrupted())
    })
  })
}
