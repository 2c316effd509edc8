import type { Identity, JupyterHub } from 'jupyterhub-client'
import type { CommonFlags, Desk, Verb } from '../../command.ts'
import { obtainToken } from '../../contexts/credential.ts'
import type { CredentialFlags } from '../../contexts/credential.ts'
import { readKnownHubs, rememberHub } from '../../contexts/known-hubs.ts'
import { openHub } from '../../contexts/open-hub.ts'
import { keepToken, tokenFile } from '../../contexts/secrets.ts'
import { usageError } from '../../errors/cli-error.ts'
import { revokeToken } from '../../contexts/revoke-token.ts'

/** What `jhub login` takes. */
export interface LoginFlags extends CredentialFlags {
  readonly name?: string | undefined
  readonly inFile?: boolean | undefined
}

type LoginDesk = Desk<LoginFlags & CommonFlags>

/** Finds the hub, gets a token, and keeps it if it works. */
export const login: Verb<LoginFlags, [url: string], LoginDesk> = async (desk, url) => {
  const { io, out, flags, debug, asking } = desk
  const anonymous = await openHub(io, { url, token: null, debug })
  asking(anonymous)
  // A wrong address is told before anything is typed.
  const { version } = await anonymous.version({ signal: io.signal })
  const name = flags.name ?? nameOf(anonymous.apiUrl)
  const { token, minted } = await obtainToken(io, anonymous, flags)
  const hub = await openHub(io, { url, token, debug })
  asking(hub)
  const identity = await hub.whoami({ signal: io.signal })
  await keep(desk, { name, hub, identity, token, minted })
  out.note(`Logged in to ${name} (JupyterHub ${version}) as ${identity.name}.`)
}

interface Kept {
  readonly name: string
  readonly hub: JupyterHub
  readonly identity: Identity
  readonly token: string
  readonly minted: boolean
}

async function keep(
  { io, out, flags, debug }: LoginDesk,
  { name, hub, identity, token, minted }: Kept,
): Promise<void> {
  if (Object.hasOwn(Object.prototype, name)) throw usageError(`a hub cannot be named ${name}`)
  const before = (await readKnownHubs(io)).hubs[name]
  if (before?.minted) await revokeToken(io, name, before, debug)
  const keptIn = await keepToken(io, name, token, flags.inFile === true)
  const { apiUrl } = hub
  const tokenId = identity.token_id ?? (await newestToken(hub, identity))
  const { name: owner, kind } = identity
  await rememberHub(io, name, { apiUrl, owner, kind, tokenId, minted, keptIn })
  if (keptIn === 'file') {
    const why = flags.inFile === true ? '' : 'There is no keychain here. '
    out.note(`${why}The token is kept in ${tokenFile(io)}, which only you can read.`)
  }
}

/** Hubs before 5.0 do not say which token asks; the one that was just made is the newest. */
async function newestToken(hub: JupyterHub, { kind, name }: Identity): Promise<string | undefined> {
  if (kind !== 'user') return undefined
  try {
    const tokens = await hub.tokens.list(name).toArray()
    const [newest] = tokens.toSorted((a, b) => String(b.created).localeCompare(String(a.created)))
    return newest?.id
  } catch {
    // The token may not look; it cannot be revoked by this program then.
    return undefined
  }
}

/** The host, and the prefix if there is one. */
function nameOf(apiUrl: string): string {
  const { host, pathname } = new URL(apiUrl)
  return `${host}${pathname.replace(/\/hub\/api$/, '')}`
}
