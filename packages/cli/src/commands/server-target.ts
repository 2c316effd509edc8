import { usageError } from '../errors/cli-error.ts'

/** A server: whose, and which. */
export interface Target {
  readonly user: string
  /** `''` is the default server. */
  readonly name: string
}

/** A server as the hub writes it: `ada` or `ada/` is the default server of ada, `ada/lab` her server lab. */
export function parseTarget(text: string): Target {
  const slash = text.indexOf('/')
  const [user, name] = slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash + 1)]
  if (user === '') throw usageError(`"${text}" names no server`, 'Say user, or user/server.')
  return { user, name }
}

/** The same as text. */
export const printTarget = ({ user, name }: Target): string =>
  name === '' ? user : `${user}/${name}`
