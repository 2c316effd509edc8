import { ExitCode, run as runApplication } from '@stricli/core'
import { app } from './app.ts'
import type { Context } from './command.ts'
import { usageError } from './errors/cli-error.ts'
import { exitCodes } from './exit-codes.ts'
import { globalsLast } from './global-flags.ts'
import { whereToLook } from './help/where-to-look.ts'
import type { Io } from './io.ts'
import { style, wantsColour } from './output/colour.ts'

/**
 * Does what a command line says.
 *
 * @returns What the process is to end with.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const stream = ({ write, isTTY }: Io['stdout']) => ({
    write,
    getColorDepth: () => (wantsColour({ isTTY }, io.env) ? 4 : 1),
  })
  const context: Context & { process: { exitCode?: number | string | null } } = {
    io,
    process: { stdout: stream(io.stdout), stderr: stream(io.stderr) },
  }
  if (args[0] === '__complete') {
    await (await import('./completion/complete.ts')).complete(args.slice(1), io)
    return exitCodes.ok
  }
  const { args: inOrder, strange } = globalsLast(args)
  if (strange !== undefined) {
    const { report } = await import('./errors/report.ts')
    const error = usageError(
      `there is no flag ${strange} before the command`,
      'Say flags behind it. See: jhub --help',
    )
    return report(error, io, { hub: undefined, debug: false })
  }
  await runApplication(app, inOrder, context)
  if (context.exitCode !== undefined) return context.exitCode
  const code = codeOf(context.process.exitCode)
  if (code === exitCodes.usage) {
    const { dim } = style(io.stderr, io.env)
    io.stderr.write(`${dim(whereToLook(app.root, inOrder))}\n`)
  }
  return code
}

/** What stricli ends with where no command ran. */
function codeOf(code: number | string | null | undefined): number {
  if (code === ExitCode.Success) return exitCodes.ok
  const isUsage = code === ExitCode.UnknownCommand || code === ExitCode.InvalidArgument
  return isUsage ? exitCodes.usage : exitCodes.failed
}
