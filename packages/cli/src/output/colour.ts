import type { Screen } from '../io.ts'

/** Puts colour around text, or leaves it as it is. */
export type Paint = (text: string) => string

/** Colours by name. */
export interface Style {
  readonly bold: Paint
  readonly dim: Paint
  readonly red: Paint
  readonly green: Paint
  readonly yellow: Paint
}

const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] }

/**
 * Colours for a screen.
 *
 * @see https://no-color.org and https://force-color.org
 */
export function style(screen: Pick<Screen, 'isTTY'>, env: Environment): Style {
  const wanted = wantsColour(screen, env)
  const entries = Object.entries(codes).map(([name, [on, off]]): [string, Paint] => [
    name,
    wanted ? (text) => `\x1b[${on}m${text}\x1b[${off}m` : (text) => text,
  ])
  return Object.fromEntries(entries) as unknown as Style
}

type Environment = Readonly<Record<string, string | undefined>>

/** Whether a screen is to have colours. */
export function wantsColour({ isTTY }: Pick<Screen, 'isTTY'>, env: Environment): boolean {
  if (env['NO_COLOR']) return false
  const force = env['FORCE_COLOR']
  if (force) return force !== '0'
  return isTTY && env['TERM'] !== 'dumb'
}
