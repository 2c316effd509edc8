import type { NewShareCode, Scope } from 'jupyterhub-client'
import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import type { Shape } from '../../output/shape.ts'
import { parseTarget } from '../server-target.ts'
import { codeShape } from './shape.ts'

/** What `jhub codes create` takes. */
export interface CreateFlags extends OutputFlags {
  readonly scopes?: readonly string[] | undefined
  readonly expiresIn?: number | undefined
}

const newCodeShape: Shape<NewShareCode> = {
  ...codeShape,
  fields: {
    code: { of: ({ code }) => code },
    accept_url: { of: ({ accept_url }) => accept_url },
    ...codeShape.fields,
  },
}

/** Makes a code: the address to give to others on stdout, all else on stderr, unless the flags say otherwise. */
export const create: Verb<CreateFlags, [server: string]> = async (stage, text) => {
  const { hub, out, flags, signal } = stage
  out.check(newCodeShape)
  const { user, name } = parseTarget(text)
  const { scopes = [], expiresIn: expires_in } = flags
  const wanted = scopes.length > 0 ? { scopes: scopes as readonly Scope[] } : {}
  const code = await hub.shareCodes.create(user, name, { expires_in, ...wanted }, { signal })
  if (flags.json !== undefined || flags.csv === true) return out.item(newCodeShape, code)
  out.note(
    `Whoever opens this may open ${text}, until ${code.expires_at ?? 'you revoke it'} (${code.id}):`,
  )
  out.line(new URL(code.full_accept_url ?? code.accept_url, hub.apiUrl).href)
}
