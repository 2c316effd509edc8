import type { JupyterHub } from 'jupyterhub-client'
import type { CommonFlags, Desk, Stage } from './command.ts'
import { chosenHub } from './contexts/choose.ts'
import { report } from './errors/report.ts'
import { exitCodes } from './exit-codes.ts'
import type { ExitCode } from './exit-codes.ts'
import type { Io } from './io.ts'
import type { OutputFlags } from './output/flags.ts'
import { outOf } from './output/out.ts'

/** Runs a command that asks no hub, and tells of what goes wrong. */
export async function playAtDesk<F extends CommonFlags & OutputFlags>(
  io: Io,
  flags: F,
  act: (desk: Desk<F>) => Promise<ExitCode | void>,
): Promise<ExitCode> {
  const debug = flags.debug === true
  let hub: JupyterHub | undefined
  const asking = (asked: JupyterHub) => {
    hub = asked
  }
  try {
    return (await act({ io, flags, debug, out: outOf(io, flags), asking })) ?? exitCodes.ok
  } catch (error) {
    return report(error, io, { hub, debug })
  }
}

/** Runs a command on the hub that is meant. */
export function playOnHub<F extends CommonFlags & OutputFlags>(
  io: Io,
  flags: F,
  act: (stage: Stage<F>) => Promise<ExitCode | void>,
): Promise<ExitCode> {
  return playAtDesk(io, flags, async (desk) => {
    const { url, token } = await chosenHub(io, flags.hub)
    const { openHub } = await import('./contexts/open-hub.ts')
    const hub = await openHub(io, { url, token, debug: desk.debug })
    desk.asking(hub)
    return act({ ...desk, hub, signal: io.signal })
  })
}
