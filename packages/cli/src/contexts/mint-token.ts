import { hostname } from 'node:os'
import { intersectScopes } from 'jupyterhub-client'
import type { CallOptions, JupyterHub, NewToken, PasswordLogin, Scope } from 'jupyterhub-client'
import { neededScopes } from './needed-scopes.ts'

/** How a token is made of a login. */
export interface Login extends PasswordLogin {
  /** What it may do: what this program needs, unless given. */
  readonly scopes?: readonly string[] | undefined
  /** Seconds that it lives. */
  readonly expires_in: number
}

/** Seconds that the token lives that asks what its owner may do. */
const lookSeconds = 60

/**
 * Makes a token of a user name and a password. It may do what this program needs, as far as its owner may; with hubs before 3.0, which
 * cannot limit tokens, all that its owner may.
 */
export async function mintToken(
  hub: JupyterHub,
  { username, password, scopes, expires_in }: Login,
  options: CallOptions,
): Promise<NewToken> {
  const auth = { username, password }
  const anonymous = hub.with({ token: null })
  const note = `jhub on ${hostname()}`
  const { tokenScopes } = await hub.capabilities(options)
  if (!tokenScopes && scopes === undefined) {
    return anonymous.tokens.create(username, { auth, expires_in, note }, options)
  }
  const look = { auth, expires_in: lookSeconds, note: `${note}: login` }
  const broad = await anonymous.tokens.create(username, look, options)
  const own = hub.with({ token: broad.token })
  try {
    const wanted = scopes ?? (await neededAndHeld(own, options))
    const limited = { scopes: wanted as Scope[], expires_in, note }
    return await own.tokens.create(username, limited, options)
  } finally {
    // It expires by itself where this fails; what went wrong before is what is told.
    await own.tokens.revoke(username, broad.id).catch(() => {})
  }
}

async function neededAndHeld(own: JupyterHub, options: CallOptions): Promise<readonly string[]> {
  const { name: user, scopes: held = [] } = await own.whoami(options)
  const { version } = await own.capabilities(options)
  return intersectScopes(neededScopes(user), held, { user, version })
}
