import { fileURLToPath } from 'node:url'

/** @returns Where a program of `measured/` is. */
export const measured = (file: string): string =>
  fileURLToPath(new URL(`../measured/${file}`, import.meta.url))

/** @returns The command line of a program in a plain Node of its own. */
export const runNode = (file: string, settings: object): string[] => [
  process.execPath,
  '--expose-gc',
  file,
  JSON.stringify(settings),
]
