import type { Fetch } from 'jupyterhub-client'

/** Where text goes. */
export interface Screen {
  readonly write: (text: string) => void
  readonly isTTY: boolean
  /** Its width in columns, as it is now. */
  readonly columns: () => number
}

/** The whole of a terminal, taken by a program for a while. */
export interface TakenScreen {
  readonly size: () => { readonly columns: number; readonly rows: number }
  /** Shows these lines, from the top, and nothing else. */
  readonly draw: (lines: readonly string[]) => void
  /** Gives it back as it was. */
  readonly leave: () => void
}

/** What happens at a taken screen. */
export interface ScreenEvents {
  /** Somebody presses a key; `ctrl-c` is one of them. */
  readonly onKey: (key: string) => void
  readonly onResize: () => void
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
  /** Milliseconds since some moment, by a clock that nobody sets: for how long something takes. */
  readonly elapsed: () => number
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** Takes SIGTERM for Ctrl-C from now on; unless asked to, it ends the process at once. */
  readonly heedTermination: () => void
  /** How hubs are reached, if not in the usual way. */
  readonly fetch?: Fetch | undefined
  /** Takes the whole terminal of stdin and stdout; however the process ends, it is given back. */
  readonly takeScreen: (events: ScreenEvents) => Promise<TakenScreen>
  /** Opens an address in the user's browser. */
  readonly openUrl: (url: string) => Promise<void>
  /** Gives nothing where there is none. */
  readonly keychain: () => Promise<Keychain | undefined>
}
