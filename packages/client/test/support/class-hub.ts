import { JupyterHub } from '../../src/index.ts'
import { hubError, json } from './fake-hub.ts'
import { handClock } from './hand-clock.ts'
import type { HandClock } from './hand-clock.ts'

/** What a test changes of the hub's ways. */
export interface ClassHubOptions {
  /** So many may start at once; others are put off with 429. */
  readonly spawnLimit?: number
  readonly retryAfter?: number
  readonly spawnMs?: number
  /** Users whose servers do not come up. */
  readonly failing?: readonly string[]
}

/** A hub with a default server for everyone, on a clock that goes on when it is told to. */
export interface ClassHub {
  readonly hub: JupyterHub
  readonly clock: HandClock
  /** How each user's server is; who is not in it, has none. */
  readonly servers: Map<string, 'spawn' | 'ready'>
  /** The most that started at once. */
  readonly most: number
  readonly throttled: number
  readonly starts: string[]
}

/** Makes such a hub. */
export function classHub(options: ClassHubOptions = {}): ClassHub {
  const { spawnLimit = Infinity, retryAfter = 30, spawnMs = 2000, failing = [] } = options
  const clock = handClock()
  const servers = new Map<string, 'spawn' | 'ready'>()
  const starts: string[] = []
  const counts = { most: 0, throttled: 0 }
  const headers = { 'x-jupyterhub-version': '6.0.1' }
  const spawning = () => [...servers.values()].filter((state) => state === 'spawn').length

  function start(user: string): Response {
    const state = servers.get(user)
    if (state === 'ready') return hubError(400, `${user} is already running`, headers)
    if (state === undefined && spawning() >= spawnLimit) {
      counts.throttled += 1
      return hubError(429, 'Too many users', { ...headers, 'retry-after': String(retryAfter) })
    }
    starts.push(user)
    servers.set(user, 'spawn')
    counts.most = Math.max(counts.most, spawning())
    clock.after(spawnMs, () => {
      if (failing.includes(user)) servers.delete(user)
      else servers.set(user, 'ready')
    })
    return new Response('', { status: 202, headers })
  }

  async function fetch(url: string, init: RequestInit): Promise<Response> {
    init.signal?.throwIfAborted()
    const { pathname } = new URL(url)
    if (pathname === '/hub/api/') return json({ version: '6.0.1' }, { headers })
    const user = /\/users\/([^/]+)\/server/.exec(pathname)?.[1] ?? ''
    // As behind a proxy that holds streams back.
    if (pathname.endsWith('/progress')) return new Response(new ReadableStream(), { headers })
    if (init.method === 'POST') return start(user)
    if (init.method === 'DELETE') {
      servers.delete(user)
      return new Response(null, { status: 204, headers })
    }
    const state = servers.get(user)
    const model = { ready: state === 'ready', pending: state === 'spawn' ? 'spawn' : null }
    return json({ name: '', user_options: null, url: `/user/${user}/`, ...model }, { headers })
  }

  return {
    hub: new JupyterHub({ url: 'https://hub.example.org', token: 't0k3n', fetch, clock }),
    clock,
    servers,
    starts,
    get most() {
      return counts.most
    },
    get throttled() {
      return counts.throttled
    },
  }
}
