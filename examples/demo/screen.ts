import { clearLine, cursorTo } from 'node:readline'

/** Where the story is told: in colour and with a bar that moves on a terminal, as plain lines elsewhere. */
export interface Screen {
  /** Something is about to be done. */
  heading(text: string): void
  /** A step of the story: does the work, then says that it is done and how long it took. */
  step<T>(what: string, work: () => Promise<T>, tell?: (result: T) => string): Promise<T>
  /** How far something is, 0 to 100. */
  progress(percent: number, message: string): void
  /** More about what was just said. */
  detail(text: string): void
}

const barWidth = 24

/** Makes a screen of standard output. */
export function createScreen(out: NodeJS.WriteStream = process.stdout): Screen {
  const isTerminal = out.isTTY
  const inColour = isTerminal && !process.env['NO_COLOR']
  const paint = (code: number, text: string) =>
    inColour ? `\u001b[${code}m${text}\u001b[0m` : text
  const [bold, dim, green, red, cyan] = [1, 2, 32, 31, 36].map(
    (code) => (text: string) => paint(code, text),
  ) as [Paint, Paint, Paint, Paint, Paint]
  const line = (text: string) => {
    wipe()
    out.write(`${text}\n`)
  }
  const wipe = () => {
    if (!isTerminal) return
    clearLine(out, 0)
    cursorTo(out, 0)
  }
  return {
    heading: (text) => line(`\n${bold(text)}`),
    detail: (text) => line(`    ${dim(text)}`),
    async step(what, work, tell = () => '') {
      if (isTerminal) out.write(`  ${dim('…')} ${what}`)
      const start = performance.now()
      const time = () => dim(`${Math.round(performance.now() - start)} ms`.padStart(9))
      try {
        const result = await work()
        const more = tell(result)
        line(`  ${green('✓')} ${time()}  ${what}${more ? `: ${more}` : ''}`)
        return result
      } catch (error) {
        line(`  ${red('✗')} ${time()}  ${what}`)
        throw error
      }
    },
    progress(percent, message) {
      const shown = `${String(Math.round(percent)).padStart(3)} %  ${message}`
      if (!isTerminal) {
        line(`    ${shown}`)
        return
      }
      const full = Math.round((Math.min(100, Math.max(0, percent)) / 100) * barWidth)
      wipe()
      out.write(`    ${cyan('█'.repeat(full))}${dim('░'.repeat(barWidth - full))} ${shown}`)
    },
  }
}

type Paint = (text: string) => string
