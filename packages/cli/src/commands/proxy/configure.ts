import type { Verb } from '../../command.ts'
import { usageError } from '../../errors/cli-error.ts'

/** What `jhub proxy configure` takes. */
export interface ConfigureFlags {
  readonly apiUrl?: string | undefined
  readonly tokenFromStdin?: boolean | undefined
}

/** Tells the hub of another proxy. */
export const configure: Verb<ConfigureFlags> = async ({ io, hub, out, flags, signal }) => {
  const { apiUrl: api_url, tokenFromStdin = false } = flags
  if (api_url === undefined && !tokenFromStdin) {
    throw usageError('nothing to change', 'Say --api-url, --token-from-stdin, or both.')
  }
  const auth_token = tokenFromStdin ? (await io.stdin.readAll()).trim() : undefined
  if (auth_token === '') throw usageError('stdin holds no token')
  await hub.proxy.configure({ api_url, auth_token }, { signal })
  out.note('The hub has been told, and fills the table of its proxy.')
}
