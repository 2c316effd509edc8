import type { Verb } from '../../command.ts'
import { CliError } from '../../errors/cli-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import { parseTarget } from '../server-target.ts'
import { addressOf } from './address.ts'
import { pendingWord } from './shape.ts'

/** What `jhub servers open` takes. */
export interface OpenFlags {
  readonly print?: boolean | undefined
}

/** Opens a server in the browser. */
export const open: Verb<OpenFlags, [server: string]> = async (
  { io, hub, out, flags, signal },
  text,
) => {
  const { user, name } = parseTarget(text)
  const handle = hub.server(user, name)
  const { state, server } = await handle.status({ signal })
  if (state !== 'ready') {
    throw new CliError(
      `the server ${text} is not ready: ${pendingWord(state)}`,
      exitCodes.pending,
      `Start it: jhub servers start ${text}`,
    )
  }
  const url = addressOf(server ?? { url: handle.url }, hub.apiUrl)
  if (flags.print === true) return out.line(url)
  out.note(`Opening ${url}`)
  await io.openUrl(url)
}
