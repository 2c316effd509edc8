import type { JupyterHub } from 'jupyterhub-client'
import { usageError } from '../errors/cli-error.ts'
import type { Io } from '../io.ts'
import { canAsk } from '../prompt/confirm.ts'

/** What a login takes besides the address of the hub. */
export interface CredentialFlags {
  readonly withToken?: boolean | undefined
  readonly user?: string | undefined
  readonly scopes?: readonly string[] | undefined
  readonly expiresIn?: number | undefined
}

/** A token to log in with. */
export interface ObtainedToken {
  readonly token: string
  /** Whether the login made it. */
  readonly minted: boolean
}

const monthSeconds = 30 * 86_400

/**
 * The token to log in with: made of a user name and a password, or read from stdin, from `JHUB_TOKEN`, or from who types it.
 *
 * @throws {@link CliError} if there is nowhere to get it from.
 */
export async function obtainToken(
  io: Io,
  hub: JupyterHub,
  flags: CredentialFlags,
): Promise<ObtainedToken> {
  if (flags.user !== undefined) return { token: await byPassword(io, hub, flags), minted: true }
  return { token: await givenToken(io, hub, flags), minted: false }
}

async function byPassword(
  io: Io,
  hub: JupyterHub,
  { user: username = '', scopes, expiresIn: expires_in = monthSeconds }: CredentialFlags,
): Promise<string> {
  const password = canAsk(io)
    ? await io.stdin.readLine(`Password of ${username} (not shown): `, { hidden: true })
    : (await io.stdin.readAll()).replace(/\r?\n$/, '')
  if (password === '') throw usageError('no password', 'Type it, or give it on stdin.')
  const { mintToken } = await import('./mint-token.ts')
  const login = { username, password, expires_in, ...(scopes?.length ? { scopes } : {}) }
  const { token } = await mintToken(hub, login, { signal: io.signal })
  return token
}

async function givenToken(
  io: Io,
  { apiUrl }: JupyterHub,
  { withToken = false }: CredentialFlags,
): Promise<string> {
  if (withToken) return (await io.stdin.readAll()).trim()
  const { JHUB_TOKEN } = io.env
  if (JHUB_TOKEN) return JHUB_TOKEN
  const page = apiUrl.replace(/api$/, 'token')
  if (canAsk(io)) {
    io.stderr.write(`Make a token at ${page}\n`)
    return (await io.stdin.readLine('Paste it (not shown): ', { hidden: true })).trim()
  }
  throw usageError(
    'no token, and no terminal to ask on',
    `Make one at ${page}, and give it on stdin (--with-token) or in JHUB_TOKEN.`,
  )
}
