import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { serviceShape } from './shape.ts'

/** What `jhub services create` takes. */
export interface CreateFlags extends OutputFlags {
  readonly url?: string | undefined
  readonly admin?: boolean | undefined
  readonly tokenFromStdin?: boolean | undefined
}

/** Creates a service that runs elsewhere. */
export const create: Verb<CreateFlags, [name: string]> = async (stage, name) => {
  const { io, hub, out, flags, signal } = stage
  out.check(serviceShape)
  const { url, admin, tokenFromStdin = false } = flags
  const api_token = tokenFromStdin ? (await io.stdin.readAll()).trim() : undefined
  const service = await hub.services.create(name, { url, admin, api_token }, { signal })
  await out.list(serviceShape, [service])
}
