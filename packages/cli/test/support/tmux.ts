import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { startTerminal } from './tmux-terminal.ts'
import type { Shell, Terminal } from './tmux-terminal.ts'

/** Whether there are terminals to be had. Where `CI` is `true` there must be. */
export const hasTmux: boolean =
  process.env['CI'] === 'true' || spawnSync('tmux', ['-V'], { stdio: 'ignore' }).status === 0

/** Opens a terminal for a test. */
export function openTerminal(env: Record<string, string>, shell: Shell = 'bash'): Terminal {
  const folder = mkdtempSync(join(tmpdir(), 'jhub-tmux-'))
  const terminal = startTerminal(folder, { columns: 100, rows: 30, env, shell })
  onTestFinished(() => {
    terminal.end()
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  })
  return terminal
}
