import { join } from 'node:path'
import type { Io } from '../io.ts'
import { configFolder } from './folder.ts'
import type { KnownHub } from './known-hubs.ts'
import { readPrivate, writePrivate } from './private-file.ts'

/** Where tokens are for which there is no keychain. */
export const tokenFile = ({ env }: Io): string => join(configFolder(env), 'tokens.json')

/** Keeps a hub's token in the keychain, or in the file if there is none, or the file is wanted. Says where. */
export async function keepToken(
  io: Io,
  name: string,
  token: string,
  inFile: boolean,
): Promise<KnownHub['keptIn']> {
  if (!inFile && (await keepInKeychain(io, name, token))) return 'keychain'
  await writePrivate(tokenFile(io), { ...(await readPrivate(tokenFile(io))), [name]: token })
  return 'file'
}

/** A hub's token; nothing if it is gone. */
export async function findToken(
  io: Io,
  name: string,
  { keptIn }: KnownHub,
): Promise<string | undefined> {
  if (keptIn === 'keychain') return (await (await io.keychain())?.get(name)) ?? undefined
  const token = (await readPrivate(tokenFile(io)))[name]
  return typeof token === 'string' ? token : undefined
}

/** Forgets a hub's token. */
export async function dropToken(io: Io, name: string, { keptIn }: KnownHub): Promise<void> {
  if (keptIn === 'keychain') return (await io.keychain())?.remove(name)
  const { [name]: _, ...others } = await readPrivate(tokenFile(io))
  await writePrivate(tokenFile(io), others)
}

/** A keychain may be there and refuse all the same: locked, or without a session. */
async function keepInKeychain(io: Io, name: string, token: string): Promise<boolean> {
  const keychain = await io.keychain()
  if (keychain === undefined) return false
  try {
    await keychain.set(name, token)
    return (await keychain.get(name)) === token
  } catch {
    return false
  }
}
