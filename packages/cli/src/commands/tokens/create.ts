import type { NewToken, Scope } from 'jupyterhub-client'
import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import type { Shape } from '../../output/shape.ts'
import { givenOrSelf } from '../self.ts'
import { tokenShape } from './shape.ts'

/** What `jhub tokens create` takes. */
export interface CreateFlags extends OutputFlags {
  readonly note?: string | undefined
  readonly scopes?: readonly string[] | undefined
  readonly expiresIn?: number | undefined
}

const newTokenShape: Shape<NewToken> = {
  ...tokenShape,
  fields: { token: { of: ({ token }) => token }, ...tokenShape.fields },
}

/** Makes a token: its secret on stdout, all else on stderr, unless the flags say otherwise. */
export const create: Verb<CreateFlags, [user?: string]> = async (stage, given) => {
  const { hub, out, flags, signal } = stage
  out.check(newTokenShape)
  const { note, scopes = [], expiresIn: expires_in } = flags
  const user = await givenOrSelf(hub, given, signal)
  const wanted = scopes.length > 0 ? { scopes: scopes as readonly Scope[] } : {}
  const token = await hub.tokens.create(user, { note, expires_in, ...wanted }, { signal })
  if (flags.json !== undefined || flags.csv === true) return out.item(newTokenShape, token)
  out.note(`The token ${token.id} of ${user}; the hub does not show it again.`)
  out.line(token.token)
}
