import { fileURLToPath } from 'node:url'

/** @returns Where a program of `measured/` is. */
export const measured = (file: string): string =>
  fileURLToPath(new URL(`../measured/${file}`, import.meta.url))

/** @returns The command line of a program of `measured/` in a plain Node of its own. */
export const nodeProgram = (file: string, settings: object): string[] => [
  process.execPath,
  '--expose-gc',
  measured(file),
  JSON.stringify(settings),
]
