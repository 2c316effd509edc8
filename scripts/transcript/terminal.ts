import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A terminal of 80 columns. */
export interface Terminal {
  readonly type: (line: string) => void
  readonly press: (key: string) => void
  /** Waits until the screen shows it, and gives the screen. */
  readonly shows: (wanted: RegExp) => Promise<string>
  readonly end: () => void
}

const patienceMs = 60_000

/** Opens a terminal with bash, in a folder that is its home. */
export function openTerminal(folder: string): Terminal {
  const tmux = (...args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync('tmux', ['-S', join(folder, 'socket'), ...args], {
      encoding: 'utf8',
      env: { PATH: `${folder}/bin:${process.env['PATH']}`, HOME: folder, LANG: 'C.UTF-8' },
    })
    if (status !== 0) throw new Error(`tmux ${args[0]}: ${stderr}`)
    return stdout
  }
  const bash = ['env', 'PS1=$ ', 'HISTFILE=', 'bash', '--norc', '--noprofile']
  tmux('-f', '/dev/null', 'new-session', '-d', '-c', folder, '-x', '80', '-y', '40', ...bash)
  return {
    type: (line) => {
      tmux('send-keys', '-l', line)
      tmux('send-keys', 'Enter')
    },
    press: (key) => void tmux('send-keys', key),
    async shows(wanted) {
      const until = Date.now() + patienceMs
      for (;;) {
        const screen = tmux('capture-pane', '-p')
        if (wanted.test(screen)) return screen
        if (Date.now() > until) throw new Error(`the screen never shows ${wanted}:\n${screen}`)
        await sleep(20)
      }
    },
    end: () => void tmux('kill-server'),
  }
}
