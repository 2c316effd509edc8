import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * The folder that everything is kept in: `jhub` below `XDG_CONFIG_HOME`, or below `~/.config`.
 *
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function configFolder(env: Readonly<Record<string, string | undefined>>): string {
  const { XDG_CONFIG_HOME: configured = '' } = env
  // The standard says that relative paths are to be ignored.
  const base = isAbsolute(configured) ? configured : join(env['HOME'] ?? homedir(), '.config')
  return join(base, 'jhub')
}
