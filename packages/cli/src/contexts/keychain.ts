import type { Keychain } from '../io.ts'

const service = 'jhub'

/** On Linux: not the kernel's keyring, which is empty after a restart. */
const options = { linux: { store: 'secret-service' } } as const

/** The system's keychain; nothing where there is none, or its package is not installed. */
export async function systemKeychain(): Promise<Keychain | undefined> {
  try {
    const { AsyncEntry } = await import('@napi-rs/keyring')
    const entry = (account: string) => new AsyncEntry(service, account, options)
    // Throws where there is no keychain.
    entry('jhub')
    return {
      get: (account) => entry(account).getPassword(),
      set: (account, secret) => entry(account).setPassword(secret),
      remove: async (account) => void (await entry(account).deletePassword()),
    }
  } catch {
    return undefined
  }
}
