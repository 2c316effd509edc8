import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** A program in the `PATH`, or in one more folder; `undefined` if there is none. */
export async function findProgram(name: string, ...more: string[]): Promise<string | undefined> {
  for (const folder of [...(process.env['PATH'] ?? '').split(delimiter), ...more]) {
    const path = join(folder, name)
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return path
  }
  return undefined
}
