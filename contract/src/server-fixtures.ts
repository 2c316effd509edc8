import type { Server } from 'jupyterhub-client'
import { afterAll, beforeAll, expect, onTestFinished, vi } from 'vitest'
import { forget, freshUser } from './fixtures.ts'
import { theTarget } from './target.ts'
import type { HubSettings, Target } from './target.ts'

const patience = { timeout: 15_000, interval: 50 }

/** Makes a user of the test's own; afterwards its servers are stopped, and it is deleted. */
export async function freshOwner(prefix: string, target: Target = theTarget()): Promise<string> {
  const name = await freshUser(prefix, target)
  onTestFinished(() => forget(stopAll(name, target)))
  return name
}

/** Looks at a server until it is up. */
export function untilReady(user: string, name = '', target: Target = theTarget()): Promise<Server> {
  return vi.waitFor(async () => {
    const server = await target.hub.servers.get(user, name)
    expect(server).toMatchObject({ ready: true, pending: null })
    return server
  }, patience)
}

/** Looks at a user until one of its servers is neither up nor pending. */
export function untilStopped(user: string, name = '', target: Target = theTarget()): Promise<void> {
  return vi.waitFor(async () => {
    expect(Object.keys(await activeServers(user, target))).not.toContain(name)
  }, patience)
}

/** Starts a server of the kind that comes up at once, and waits for it: a busy machine may answer 202. */
export async function startReady(
  user: string,
  name = '',
  options?: Readonly<Record<string, unknown>>,
  target: Target = theTarget(),
): Promise<Server> {
  const { status } = await target.hub.servers.start(user, { name, options })
  expect([201, 202]).toContain(status)
  return untilReady(user, name, target)
}

/** Stops a server, and waits until it has stopped. */
export async function stopAndWait(
  user: string,
  name = '',
  target: Target = theTarget(),
): Promise<void> {
  await target.hub.servers.stop(user, name)
  await untilStopped(user, name, target)
}

/** Starts a second hub for the tests of a `describe` block, and gives a function that gives it. */
export function secondHub(settings: HubSettings): () => Target {
  const started = deferred<Target>()
  const released = deferred<void>()
  let other: Target | undefined
  let ended: Promise<void> | undefined
  beforeAll(async () => {
    ended = theTarget().withHub(settings, (target) => {
      started.resolve(target)
      return released.promise
    })
    ended.catch(started.reject)
    other = await started.promise
  })
  afterAll(() => {
    released.resolve()
    return ended
  })
  return () => {
    if (other === undefined) throw new Error('the second hub is there within tests only')
    return other
  }
}

/** A promise that is settled from outside: Node 20 has no `Promise.withResolvers`. */
function deferred<T>() {
  let resolve: (value: T) => void
  let reject: (reason: unknown) => void
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return {
    promise,
    resolve: (value: T) => resolve(value),
    reject: (reason: unknown) => reject(reason),
  }
}

/** Servers that are up or pending, by name: what every hub shows of a user unless asked for more. */
async function activeServers(user: string, { hub }: Target): Promise<Record<string, Server>> {
  return { ...(await hub.users.get(user)).servers }
}

async function stopAll(user: string, target: Target): Promise<void> {
  // Hubs before 5.1 do not stop a server that is starting.
  const stoppable = target.atLeast('5.1') ? [null, 'spawn'] : [null]
  await vi.waitUntil(async () => {
    const active = Object.values(await activeServers(user, target))
    for (const { name, pending } of active) {
      if (stoppable.includes(pending)) await target.hub.servers.stop(user, name)
    }
    return active.length === 0
  }, patience)
}
