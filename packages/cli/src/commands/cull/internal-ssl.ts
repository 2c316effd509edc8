import type { Stage } from '../../command.ts'
import { filesIn, readCertificates } from '../../http/certificates.ts'
import { transportFor } from '../../http/transport-for.ts'
import type { CullFlags } from './flags.ts'

/**
 * Reaches the hub as it reaches itself, with its own certificate, where the flags say so: as jupyterhub-idle-culler does that runs beside it.
 *
 * @throws {@link CliError} for a certificate that cannot be read.
 */
export async function byInternalSsl(stage: Stage<CullFlags>): Promise<Stage<CullFlags>> {
  const { io, flags, asking } = stage
  if (!flags.sslEnabled) return stage
  const files = filesIn(flags.internalCertsLocation ?? 'internal-ssl', '--internal-certs-location')
  const transport = await transportFor(io, stage.hub.apiUrl, await readCertificates(files))
  const hub = stage.hub.with({ transport })
  asking(hub)
  return { ...stage, hub }
}
