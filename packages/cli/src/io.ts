import type { Fetch } from 'jupyterhub-client'

/** Where text goes. */
export interface Screen {
  readonly write: (text: string) => void
  readonly isTTY: boolean
  /** Its width in columns, as it is now. */
  readonly columns: () => number
}

/** Where text comes from. */
export interface Keyboard {
  readonly isTTY: boolean
  /** All of it, to its end. */
  readonly readAll: () => Promise<string>
  /**
   * A line that somebody types, without its end.
   *
   * @throws {@link Interrupted} if it is Ctrl-C.
   */
  readonly readLine: (question: string, options?: { readonly hidden?: boolean }) => Promise<string>
}

/** A password store of the operating system. */
export interface Keychain {
  readonly get: (account: string) => Promise<string | null>
  readonly set: (account: string, secret: string) => Promise<void>
  readonly remove: (account: string) => Promise<void>
}

/** All that commands reach of the world, but for the hub. */
export interface Io {
  readonly stdout: Screen
  readonly stderr: Screen
  readonly stdin: Keyboard
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** How hubs are reached, if not in the usual way. */
  readonly fetch?: Fetch | undefined
  /** Opens an address in the user's browser. */
  readonly openUrl: (url: string) => Promise<void>
  /** Gives nothing where there is none. */
  readonly keychain: () => Promise<Keychain | undefined>
}
