import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { program } from './built.ts'

/** A terminal with a shell, by tmux. */
export interface Terminal {
  /** Types a line. */
  readonly type: (line: string) => void
  /** Types a text, and does not end the line. */
  readonly keys: (text: string) => void
  /** Presses keys, by tmux' names: `C-c`. */
  readonly press: (...named: readonly string[]) => void
  /** Makes the terminal as wide and high as that. */
  readonly resize: (columns: number, rows: number) => void
  /** Waits until the screen shows it, and gives the screen. */
  readonly shows: (wanted: RegExp) => Promise<string>
  readonly end: () => void
}

const patienceMs = 20_000

/** How shells are started, so that nothing of the user's is read or written. */
const shells = {
  bash: ['bash', '--norc', '--noprofile'],
  zsh: ['zsh', '-f'],
  fish: ['fish', '--no-config', '--private'],
} as const

/** A shell in which words are completed. */
export type Shell = keyof typeof shells

/** What a terminal is like. */
export interface TerminalOptions {
  readonly columns: number
  readonly rows: number
  readonly env?: Readonly<Record<string, string>>
  readonly shell?: Shell
}

/** Opens a terminal whose shell finds the built `jhub`, in a folder that is its home. */
export function startTerminal(
  folder: string,
  { columns, rows, env = {}, shell = 'bash' }: TerminalOptions,
): Terminal {
  const tmux = (...args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync('tmux', ['-S', join(folder, 'socket'), ...args], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: folder, LANG: 'C.UTF-8' },
    })
    if (status !== 0) throw new Error(`tmux ${args[0]}: ${stderr}`)
    return stdout
  }
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'jhub'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, {
    mode: 0o755,
  })
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  const path = `PATH=${bin}:${process.env['PATH']}`
  // A shell that ends writes its history, also while its folder is removed.
  const command = ['env', ...variables, path, 'PS1=$ ', 'HISTFILE=', ...shells[shell]]
  const size = ['-x', String(columns), '-y', String(rows)]
  tmux('-f', '/dev/null', 'new-session', '-d', '-c', folder, ...size, ...command)
  const keys = (text: string): void => void tmux('send-keys', '-l', text)
  return {
    keys,
    type: (line) => {
      keys(line)
      tmux('send-keys', 'Enter')
    },
    press: (...named) => void tmux('send-keys', ...named),
    resize: (width, height) => {
      tmux('resize-window', '-x', String(width), '-y', String(height))
    },
    shows: async (wanted) => {
      const end = Date.now() + patienceMs
      for (;;) {
        const screen = tmux('capture-pane', '-p')
        if (wanted.test(screen)) return screen
        if (Date.now() > end) throw new Error(`the screen never shows ${wanted}:\n${screen}`)
        await sleep(30)
      }
    },
    end: () => void tmux('kill-server'),
  }
}
