import { constants } from 'node:os'
import { exitCodes } from '../exit-codes.ts'
import type { ScreenEvents, TakenScreen } from '../io.ts'
import { keysIn } from './keys.ts'

/** Another screen beside that of the shell, without a cursor. */
const enter = '\x1b[?1049h\x1b[?25l\x1b[2J'
const back = '\x1b[?25h\x1b[?1049l'
const endings = ['SIGTERM', 'SIGHUP'] as const
const usual = { columns: 80, rows: 24 }

/** Takes the terminal of this process. */
export function takeScreen({ onKey, onResize }: ScreenEvents): TakenScreen {
  const { stdin, stdout } = process
  let isTaken = true
  let isInterrupted = false
  const hear = (data: Buffer): void => {
    for (const key of keysIn(String(data))) {
      // The first ends what is under way in order, the second at once.
      if (key === 'ctrl-c' && isInterrupted) process.exit(exitCodes.interrupted)
      isInterrupted ||= key === 'ctrl-c'
      onKey(key)
    }
  }
  const leave = (): void => {
    if (!isTaken) return
    isTaken = false
    process.off('exit', leave)
    for (const signal of endings) process.off(signal, end)
    stdout.off('resize', onResize)
    stdin.off('data', hear)
    if (stdin.isTTY) stdin.setRawMode(false)
    stdin.pause()
    stdout.write(back)
  }
  const end = (signal: NodeJS.Signals): void => {
    leave()
    process.exit(128 + constants.signals[signal])
  }
  process.on('exit', leave)
  for (const signal of endings) process.on(signal, end)
  stdout.on('resize', onResize)
  if (stdin.isTTY) stdin.setRawMode(true)
  stdin.on('data', hear)
  stdin.resume()
  stdout.write(enter)
  return {
    size: () => ({
      columns: stdout.columns || usual.columns,
      rows: stdout.rows || usual.rows,
    }),
    // Each line takes what was there away: nothing flickers.
    draw: (lines) => void stdout.write(`\x1b[H${lines.join('\x1b[K\r\n')}\x1b[K\x1b[J`),
    leave,
  }
}
