import { manualClock } from 'jupyterhub-emulator'
import type { ManualClock } from 'jupyterhub-emulator'
import { JupyterHub } from '../../src/index.ts'
import type { ClientOptions, ServerHandle } from '../../src/index.ts'
import { hubError, json } from './fake-hub.ts'

type State = 'absent' | 'stopped' | 'spawn' | 'ready' | 'stop' | 'check'

/** What a test changes of the hub's ways. */
export interface SpawnHubOptions {
  readonly version?: string
  /** How long a start takes. */
  readonly spawnMs?: number
  /** The start ends so, with that message. */
  readonly failure?: string
  /** How long a stop takes; 0 answers 204 at once. */
  readonly stopMs?: number
  /** Hubs before 5.1 do not stop a server while it starts. */
  readonly stopsSpawns?: boolean
  /** Stands in for an answer, by number of its kind of request, from 1. `undefined` leaves it to the hub. */
  readonly instead?: (
    what: 'look' | 'start' | 'stop' | 'progress',
    number: number,
    hub: SpawnHub,
  ) => Response | Promise<Response> | undefined
}

/** One server of one user, as a hub keeps it, on a clock that goes on when it is told to. */
export interface SpawnHub {
  readonly hub: JupyterHub
  readonly clock: ManualClock
  /** Requests in their order: `look`, `start {"a":1}`, `stop`, `remove`, `progress`. */
  readonly sent: string[]
  state: State
  userOptions: unknown
  readonly send: (method: string, path: string, body?: unknown) => Promise<Response>
}

/** Makes a hub with the server `ada/lab`, absent at first. */
export function spawnHub(
  options: SpawnHubOptions = {},
  clientOptions: Partial<ClientOptions> = {},
): SpawnHub {
  const { version = '6.0.1', spawnMs = 1000, failure, stopMs = 0, stopsSpawns = true } = options
  const { instead = () => undefined } = options
  const clock = manualClock(0)
  const counts = { look: 0, start: 0, stop: 0, progress: 0 }
  const isNew = version.startsWith('6')
  let watchers: (() => void)[] = []
  let cancelSpawn = () => {}
  let lastFailure: string | undefined

  const headers = { 'x-jupyterhub-version': version }
  const error = (status: number, message: string | null) => hubError(status, message, headers)
  const change = (state: State): void => {
    self.state = state
    for (const tell of watchers.splice(0)) tell()
  }
  const model = () => ({
    name: 'lab',
    ready: self.state === 'ready',
    stopped: self.state === 'stopped',
    pending: ['spawn', 'stop', 'check'].includes(self.state) ? self.state : null,
    user_options: self.userOptions,
    url: '/user/ada/lab/',
  })

  function look(): Response {
    if (isNew) return self.state === 'absent' ? error(404, null) : json(model(), { headers })
    const shown = self.state === 'absent' ? {} : { lab: model() }
    return json({ kind: 'user', name: 'ada', servers: shown }, { headers })
  }

  function start(body: unknown): Response {
    if (self.state === 'ready') return error(400, 'ada:lab is already running')
    if (self.state === 'spawn') return new Response('', { status: 202, headers })
    if (self.state === 'stop' || self.state === 'check') {
      return error(400, `ada:lab is pending ${self.state}`)
    }
    self.userOptions = isNew ? Object(body).user_options : body
    lastFailure = undefined
    change('spawn')
    cancelSpawn = clock.after(spawnMs, () => {
      lastFailure = failure
      change(failure === undefined ? 'ready' : 'stopped')
    })
    return new Response('', { status: 202, headers })
  }

  function stop(remove: boolean): Response {
    const end = remove ? 'absent' : 'stopped'
    if (self.state === 'absent') return error(404, "ada has no server named 'lab'")
    if (self.state === 'spawn' && !stopsSpawns) {
      return error(400, 'ada:lab is pending spawn, please wait')
    }
    cancelSpawn()
    if (self.state === 'stopped' || stopMs === 0) {
      change(end)
      return new Response(null, { status: 204, headers })
    }
    change('stop')
    clock.after(stopMs, () => change(end))
    return new Response('', { status: 202, headers })
  }

  function progress(): Response {
    const event = (value: object) => `data: ${JSON.stringify(value)}\n\n`
    const last = (): string | undefined => {
      if (self.state === 'ready')
        return event({ progress: 100, ready: true, url: '/user/ada/lab/' })
      if (self.state === 'spawn') return undefined
      const message = `Spawn failed: ${lastFailure ?? 'cancelled'}`
      return event({ progress: 100, failed: true, message })
    }
    if (self.state === 'stopped' && lastFailure === undefined) return error(404, null)
    if (self.state === 'absent') return error(404, null)
    const encoder = new TextEncoder()
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const write = (): void => {
          const text = last()
          controller.enqueue(encoder.encode(text ?? '\n\n'))
          if (text === undefined) watchers.push(write)
          else controller.close()
        }
        if (self.state === 'spawn') {
          controller.enqueue(encoder.encode(event({ progress: 0, message: 'Server requested' })))
        }
        write()
      },
      cancel() {
        watchers = []
      },
    })
    return new Response(body, { headers: { ...headers, 'content-type': 'text/event-stream' } })
  }

  async function send(method: string, path: string, body?: unknown): Promise<Response> {
    if (path === '/') return json({ version }, { headers })
    const what = path.endsWith('/progress')
      ? 'progress'
      : ({ GET: 'look', POST: 'start', DELETE: 'stop' } as const)[method]
    if (what === undefined) throw new Error(`this hub knows no ${method} ${path}`)
    const remove = what === 'stop' && Object(body).remove === true
    const given = what === 'start' && body !== undefined ? ` ${JSON.stringify(body)}` : ''
    self.sent.push(remove ? 'remove' : what + given)
    counts[what] += 1
    const other = await instead(what, counts[what], self)
    if (other !== undefined) return other
    if (what === 'look') return look()
    if (what === 'start') return start(body)
    return what === 'stop' ? stop(remove) : progress()
  }

  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const path = new URL(url).pathname.slice('/hub/api'.length) || '/'
    init.signal?.throwIfAborted()
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined
    return send(init.method ?? 'GET', path, body)
  }
  const self: SpawnHub = {
    hub: new JupyterHub({
      url: 'https://hub.example.org',
      token: 'canary-5f1d7c0a9e3b',
      fetch,
      clock,
      random: () => 0,
      ...clientOptions,
    }),
    clock,
    sent: [],
    state: 'absent',
    userOptions: null,
    send,
  }
  return self
}

/** The handle of its server. */
export const lab = ({ hub }: SpawnHub): ServerHandle => hub.server('ada', 'lab')

/** Lets a call go on, second after second of the clock, until it has ended. */
export async function ended<T>(call: Promise<T>, clock: ManualClock, seconds = 700): Promise<T> {
  const state = { isOver: false }
  const over = call.finally(() => {
    state.isOver = true
  })
  over.catch(() => {})
  for (let second = 0; second < seconds && !state.isOver; second += 1) await clock.tick(1000)
  if (!state.isOver) throw new Error(`it goes on after ${seconds} s`)
  return over
}
