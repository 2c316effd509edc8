import type { Fetch } from 'jupyterhub-client'
import { createHub } from 'jupyterhub-emulator'
import type { EmulatedHub, HubOptions } from 'jupyterhub-emulator'
import type { Io, Keychain } from '../../src/io.ts'
import { run } from '../../src/run.ts'
import { folder as temporaryFolder } from './folder.ts'

/** What a run of the program left. */
export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** How the program is run. */
export interface Setting {
  /** Whether its input and output are a terminal: not unless given. */
  readonly tty?: boolean
  /** Width of the terminal: 80 unless given. */
  readonly columns?: number
  /** What is typed when it asks, line by line. */
  readonly typed?: readonly string[]
  /** What stdin holds. */
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly keychain?: Keychain
  readonly signal?: AbortSignal
  /** Milliseconds since 1970, as the machine has them: {@link now} unless given. */
  readonly clock?: () => number
  /** How the hub is reached, if not directly. */
  readonly fetch?: Fetch
}

/** A program at a hub: runs a command line. */
export type Jhub = (args: string, setting?: Setting) => Promise<Ran>

/** The token of the user `admin`: whatever shows it leaks it. */
export const secret = 'canary-3f0b6a91'

/** When it is, for what the program says of times. */
export const now = Date.parse('2026-01-15T12:00:00Z')

/** An emulated hub with the admin `admin`, and the program in front of it, which the environment logs in. */
export function atHub(options: HubOptions = {}): {
  hub: EmulatedHub
  jhub: Jhub
  questions: string[]
  opened: string[]
  folder: string
} {
  const users = [{ name: 'admin', admin: true, token: secret, password: 'right' }]
  const hub = createHub({ ...options, users: [...users, ...(options.users ?? [])] })
  const folder = temporaryFolder()
  const questions: string[] = []
  const opened: string[] = []
  const jhub: Jhub = async (args, setting = {}) => {
    const said = { stdout: '', stderr: '' }
    const typed = [...(setting.typed ?? [])]
    const { tty: isTTY = false, columns = 80, env = {}, keychain } = setting
    const screen = (name: 'stdout' | 'stderr') => ({
      write: (text: string) => void (said[name] += text),
      isTTY,
      columns: () => columns,
    })
    const io: Io = {
      stdout: screen('stdout'),
      stderr: screen('stderr'),
      stdin: {
        isTTY,
        readAll: () => Promise.resolve(setting.stdin ?? ''),
        readLine: (question) => {
          questions.push(question)
          const line = typed.shift()
          if (line === undefined) throw new Error(`nobody answers: ${question}`)
          return Promise.resolve(line)
        },
      },
      env: {
        JUPYTERHUB_API_URL: `${hub.url}hub/api`,
        JUPYTERHUB_API_TOKEN: secret,
        XDG_CONFIG_HOME: folder,
        NO_COLOR: '1',
        ...env,
      },
      now: setting.clock ?? (() => now),
      elapsed: () => performance.now(),
      signal: setting.signal ?? new AbortController().signal,
      heedTermination: () => {},
      fetch: setting.fetch ?? hub.fetch,
      takeScreen: () => Promise.reject(new Error('no terminal is taken in these tests')),
      openUrl: (url) => {
        opened.push(url)
        return Promise.resolve()
      },
      keychain: () => Promise.resolve(keychain),
    }
    const code = await run(words(args), io)
    return { code, ...said }
  }
  return { hub, jhub, questions, opened, folder }
}

/** Words of a command line, as a shell would split them; single quotes keep words together. */
function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
}
