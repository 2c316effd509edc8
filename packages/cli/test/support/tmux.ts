import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { program } from './program.ts'

/** Whether there are terminals to be had. Where `CI` is `true` there must be. */
export const hasTmux: boolean =
  process.env['CI'] === 'true' || spawnSync('tmux', ['-V'], { stdio: 'ignore' }).status === 0

/** A terminal with a shell. */
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
}

const patienceMs = 20_000

/** How shells are started, so that nothing of the user's is read or written. */
const shells = {
  bash: ['bash', '--norc', '--noprofile'],
  zsh: ['zsh', '-f'],
  fish: ['fish', '--no-config', '--private'],
} as const

/** Opens a terminal whose shell finds `jhub`. */
export function openTerminal(
  env: Record<string, string>,
  shell: keyof typeof shells = 'bash',
): Terminal {
  const folder = mkdtempSync(join(tmpdir(), 'jhub-tmux-'))
  const tmux = (...args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync('tmux', ['-S', join(folder, 'socket'), ...args], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: folder, LANG: 'C.UTF-8' },
    })
    if (status !== 0) throw new Error(`tmux ${args[0]}: ${stderr}`)
    return stdout
  }
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  // A shell that ends writes its history, also while its folder is removed.
  const path = `PATH=${folder}:${process.env['PATH']}`
  const command = ['env', ...variables, path, 'PS1=$ ', 'HISTFILE=', ...shells[shell]]
  writeFileSync(join(folder, 'jhub'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, {
    mode: 0o755,
  })
  tmux('-f', '/dev/null', 'new-session', '-d', '-x', '100', '-y', '30', ...command)
  onTestFinished(() => {
    tmux('kill-server')
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  })
  const keys = (text: string): void => void tmux('send-keys', '-l', text)
  const type = (line: string): void => {
    keys(line)
    tmux('send-keys', 'Enter')
  }
  return {
    type,
    press: (...named) => void tmux('send-keys', ...named),
    resize: (columns, rows) => {
      tmux('resize-window', '-x', String(columns), '-y', String(rows))
    },
    keys,
    shows: async (wanted) => {
      const end = Date.now() + patienceMs
      for (;;) {
        const screen = tmux('capture-pane', '-p')
        if (wanted.test(screen)) return screen
        if (Date.now() > end) throw new Error(`the screen never shows ${wanted}:\n${screen}`)
        await sleep(30)
      }
    },
  }
}
