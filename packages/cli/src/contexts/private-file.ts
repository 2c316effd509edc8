import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { messageOf } from '../errors/message-of.ts'
import { failure } from '../errors/cli-error.ts'
import { systemTrouble } from '../errors/system-trouble.ts'

/**
 * An object that is kept in a file as JSON; `{}` if there is no file.
 *
 * @throws {@link CliError} if something else is in it.
 */
export async function readPrivate(path: string): Promise<Record<string, unknown>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw failure(`${path} cannot be read: ${systemTrouble(error) ?? messageOf(error)}`)
  }
  const value = parse(text)
  if (value === undefined) throw failure(`${path} is broken`, 'Mend it, or remove it and log in.')
  return value
}

/**
 * Keeps an object in a file that the user alone can read. The file is whole at any time.
 *
 * @throws {@link CliError} if it cannot be written.
 */
export async function writePrivate(path: string, value: object): Promise<void> {
  try {
    await replace(path, value)
  } catch (error) {
    throw failure(`${path} cannot be written: ${systemTrouble(error) ?? messageOf(error)}`)
  }
}

async function replace(path: string, value: object): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  // Who only reads need not wait for it.
  const { randomUUID } = await import('node:crypto')
  const fresh = `${path}.${randomUUID()}`
  try {
    await writeFile(fresh, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' })
    // The file's mode is what the umask leaves of the one above.
    await chmod(fresh, 0o600)
    await rename(fresh, path)
  } finally {
    await rm(fresh, { force: true })
  }
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
