import { processIo } from './process-io.ts'
import { run } from './run.ts'

/** Does what the command line says, and sets what the process ends with. */
export async function main(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), processIo())
}
