import { createHub, manualClock } from 'jupyterhub-emulator'
import type { EmulatedHub, Fault, ManualClock } from 'jupyterhub-emulator'
import { JupyterHub } from '../../src/index.ts'

/** What a test changes of the hub's ways. */
export interface ClassHubOptions {
  /** So many may start at once; others are put off with 429, for half a minute. */
  readonly spawnLimit?: number
  readonly spawnMs?: number
  /** Users whose servers do not come up. */
  readonly failing?: readonly string[]
}

/** An emulated hub with students `s0`, `s1` …, on a clock that goes on when it is told to. */
export interface ClassHub {
  readonly hub: JupyterHub
  readonly emulated: EmulatedHub
  readonly clock: ManualClock
  /** The most that started at once. */
  readonly most: number
  /** Answers 429. */
  readonly throttled: number
  /** Users whose server was started. */
  readonly starts: readonly string[]
  /** Users whose server is up. */
  readonly ready: readonly string[]
}

type Server = ReturnType<EmulatedHub['state']['server']>

/** Has the hub put off every start, for half a minute each time. */
export const fullForever: Fault = {
  method: 'POST',
  trouble: { status: 429, headers: { 'retry-after': '30' } },
  times: Infinity,
}

const students = Array.from({ length: 40 }, (_, index) => `s${index}`)

/** Makes such a hub. */
export function classHub(options: ClassHubOptions = {}): ClassHub {
  const { spawnLimit = 0, spawnMs = 2000, failing = [] } = options
  const clock = manualClock(0)
  const starts: string[] = []
  let most = 0
  const emulated = createHub({
    clock,
    users: [{ name: 'admin', admin: true, token: 't0k3n' }, ...students],
    config: {
      concurrent_spawn_limit: spawnLimit,
      spawn_throttle_retry_range: [30, 30],
      slow_spawn_timeout: 0,
    },
    spawner({ user }) {
      starts.push(user)
      // This one is about to.
      const others = inState(emulated, ({ pending }) => pending === 'spawn')
      most = Math.max(most, others.length + 1)
      return [{ wait: spawnMs }, ...(failing.includes(user) ? [{ fail: 'no room' }] : [])]
    },
  })
  const { url, fetch } = emulated
  return {
    hub: new JupyterHub({ url, token: 't0k3n', fetch, clock }),
    emulated,
    clock,
    starts,
    get most() {
      return most
    },
    get throttled() {
      return emulated.requests.filter(({ status }) => status === 429).length
    },
    get ready() {
      return inState(emulated, ({ ready }) => ready)
    },
  }
}

/** Users whose default server is in a state. */
function inState({ state }: EmulatedHub, is: (server: Server) => boolean): string[] {
  return state.users.all.flatMap(({ name, servers }) => {
    const server = servers.get('')
    return server !== undefined && is(server) ? [name] : []
  })
}
