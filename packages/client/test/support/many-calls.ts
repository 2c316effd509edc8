/**
 * A program for `one-signal.test.ts`, as only a process of its own can say what calls leave behind: makes many calls with
 * one signal, prints what is left of them, and ends by itself. Run it with `--expose-gc`.
 */
import { getEventListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { JupyterHub } from '../../src/index.ts'
import { nodeTransport } from '../../src/node/index.ts'

/** What is left. */
export interface Leftovers {
  readonly calls: number
  /** Listeners on the signal: afterwards, and the most there were. */
  readonly listeners: number
  readonly mostListeners: number
  /** Timers that would keep the process alive. */
  readonly timers: number
  readonly bytesPerCall: number
}

const [kind = '', by] = (process.env['KIND'] ?? '').split(' by ')
const transport = by === 'node' ? { transport: nodeTransport() } : {}
const hub = new JupyterHub({ url: process.env['HUB'] ?? '', token: 't', ...transport })
const { signal } = new AbortController()
let mostListeners = 0

/** So many calls at once. */
const width = 20

const kinds: Record<string, (() => Promise<unknown>)[]> = {
  calls: [
    () => hub.whoami({ signal }),
    () => hub.users.list({ signal }).toArray(),
    () => hub.users.get('nobody', { signal }).catch(() => {}),
    () => hub.users.delete('ada', { signal }),
    () => firstOf(hub.servers.progress('ada', '', { signal })),
  ],
  ensureRunning: [() => hub.server('ada').ensureRunning({ signal })],
}

async function firstOf(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of events) return
}

async function make(count: number): Promise<void> {
  const works = kinds[kind] ?? []
  let made = 0
  const worker = async (): Promise<void> => {
    for (let number = made; number < count; number = made) {
      made += 1
      await works[number % works.length]?.()
      mostListeners = Math.max(mostListeners, getEventListeners(signal, 'abort').length)
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
}

/** Bytes in use, once everything that is garbage has gone: some of it only goes a moment after other has. */
async function heap(): Promise<number> {
  for (let round = 0; round < 10; round += 1) {
    global.gc?.()
    await sleep(20)
  }
  return process.memoryUsage().heapUsed
}

/** By then code is compiled and connections are open, which takes memory once. */
const warmUp = 5_000

const calls = Number(process.env['CALLS'])
await make(warmUp)
const before = await heap()
await make(calls)
const bytesPerCall = ((await heap()) - before) / calls
const listeners = getEventListeners(signal, 'abort').length
const timers = process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length
const leftovers: Leftovers = { calls, listeners, mostListeners, timers, bytesPerCall }
console.log(JSON.stringify(leftovers))
