import type { CommonFlags, Desk, Verb } from '../../command.ts'
import { noneChosen } from '../../contexts/choose.ts'
import { forgetHub, hubNamed, readKnownHubs } from '../../contexts/known-hubs.ts'
import type { KnownHub } from '../../contexts/known-hubs.ts'
import { revokeToken } from '../../contexts/revoke-token.ts'
import { dropToken } from '../../contexts/secrets.ts'
import { exitCodes } from '../../exit-codes.ts'

/** Forgets a hub and its token, which is revoked if the login made it. */
export const logout: Verb<object, [name?: string], Desk<CommonFlags>> = async (
  { io, out, flags, debug },
  given,
) => {
  const { hubs, current } = await readKnownHubs(io)
  const name = given || flags.hub || io.env['JHUB_HUB'] || current
  if (!name) throw noneChosen(hubs)
  const known = hubNamed(hubs, name)
  const revoked = known.minted && (await revokeToken(io, name, known, debug))
  await dropToken(io, name, known)
  await forgetHub(io, name)
  out.note(`Logged out of ${name}${revoked ? ', and the token is revoked' : ''}.`)
  if (revoked) return exitCodes.ok
  out.note(howToRevoke(known))
  return known.minted ? exitCodes.failed : exitCodes.ok
}

function howToRevoke({ apiUrl, owner, kind }: KnownHub): string {
  return kind === 'service'
    ? `The token of the service ${owner} is still valid; only the hub's configuration, or its admin, can take it back.`
    : `The token is still valid; revoke it at ${apiUrl.replace(/api$/, 'token')}`
}
