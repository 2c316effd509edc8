import { fileURLToPath } from 'node:url'

/** The built program. */
export const program: string = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url))
