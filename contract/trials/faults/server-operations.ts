import { setTimeout as sleep } from 'node:timers/promises'
import { NotFoundError, SpawnFailedError } from 'jupyterhub-client'
import type { RunningServer, ServerHandle } from 'jupyterhub-client'
import type { Aim } from 'testbed'
import { operation, serverOf } from './scene.ts'
import type { Ending, Operation, Scene } from './scene.ts'

/** How long the hub holds the answer to a start or a stop: some take longer, some do not. */
export const holdSeconds = 0.5
const slowSeconds = 0.6

const isSlow = ({ row }: Scene): boolean => row % 4 < 2

const pathOf = ({ user, server }: Scene): string =>
  server === '' ? `/users/${user}/server` : `/users/${user}/servers/${server}`

/** Before 6.0 a look reads the whole user. */
const lookPathOf = (scene: Scene): string =>
  scene.version.startsWith('6.') ? `${pathOf(scene)}$` : `/users/${scene.user}\\?`

const start = ({ client, user, server }: Scene, options: object): Promise<RunningServer> =>
  client.server(user, server).ensureRunning({ options: { ...options } })

const fast = { spawner: 'fast' }
const slow = { spawner: 'slow', seconds: slowSeconds }

async function checkStart(
  scene: Scene,
  _: unknown,
  ending: Ending<RunningServer>,
): Promise<string[]> {
  const server = await serverOf(scene)
  if ('value' in ending) {
    const { name, ready } = ending.value.server
    if (name !== scene.server || !ready) return ['resolved with another server']
    return server?.ready === true ? [] : ['resolved, and the server is not ready']
  }
  const isReady = SpawnFailedError.isInstance(ending.error) && server?.ready === true
  return isReady ? ['rejected as not started, and the server is ready'] : []
}

const starting = (
  name: string,
  aim: (scene: Scene) => Aim,
  more: Partial<Operation<void, RunningServer>> = {},
) =>
  operation<void, RunningServer>({
    name,
    aim,
    prepare: async () => {},
    run: (scene) => start(scene, isSlow(scene) ? slow : fast),
    contradictions: checkStart,
    cleanUp: ({ straight, user, server }) => straight.servers.stop(user, server),
    ...more,
  })

/** Process id of a server, which its answers tell. The proxy's route comes a moment after the hub says "ready". */
async function pidOf({ hub, user, server }: Scene): Promise<number> {
  const url = `${hub.url}user/${user}/${server === '' ? '' : `${server}/`}`
  for (let tries = 0; tries < 50; tries += 1) {
    const response = await fetch(url, { redirect: 'manual' })
    const text = await response.text()
    if (response.status === 200 && text.startsWith('{')) {
      return (JSON.parse(text) as { pid: number }).pid
    }
    await sleep(50)
  }
  throw new Error(`no server answers at ${url}`)
}

async function checkStop(scene: Scene, pid: number, ending: Ending<void>): Promise<string[]> {
  if ('error' in ending) return []
  const server = await serverOf(scene)
  return [
    ...(server?.ready === true ? ['resolved, and the server is ready'] : []),
    ...((server?.pending ?? null) !== null ? ['resolved, and the hub is still at it'] : []),
    ...(scene.hub.isAlive(pid) ? ['resolved, and the process lives'] : []),
  ]
}

async function checkDelete(scene: Scene, pid: number, ending: Ending<void>): Promise<string[]> {
  if ('error' in ending) return []
  const again = scene.straight.servers.remove(scene.user, scene.server)
  const isGone = await again.then(
    () => false,
    (error: unknown) => NotFoundError.isInstance(error),
  )
  return [
    ...(isGone ? [] : ['resolved, and the server exists']),
    ...(await checkStop(scene, pid, ending)),
  ]
}

const stopping = (
  name: string,
  stop: (handle: ServerHandle) => Promise<void>,
  contradictions: typeof checkStop,
) =>
  operation<number, void>({
    name,
    aim: (scene) => ({ method: 'DELETE', path: new RegExp(`${pathOf(scene)}$`) }),
    async prepare(scene) {
      const options = { ...fast, stop_seconds: isSlow(scene) ? slowSeconds : 0 }
      await scene.straight.server(scene.user, scene.server).ensureRunning({ options })
      return pidOf(scene)
    },
    run: ({ client, user, server }) => stop(client.server(user, server)),
    contradictions,
  })

/** What is done to servers. */
export const serverOperations: readonly Operation[] = [
  // A look before the start, and one that shows that it has come up.
  starting('look', (scene) => ({ method: 'GET', path: new RegExp(lookPathOf(scene)) }), {
    needs: 2,
  }),
  // What a start without an answer has come to, shows in a look: no reason to send another.
  starting('start', (scene) => ({ method: 'POST', path: new RegExp(`${pathOf(scene)}$`) }), {
    once: true,
  }),
  starting('progress', (scene) => ({ path: new RegExp(`${pathOf(scene)}/progress$`) }), {
    isStream: true,
    // One that is up at once is not followed.
    run: (scene) => start(scene, slow),
  }),
  stopping('stop', (handle) => handle.ensureStopped(), checkStop),
  {
    ...stopping('delete', (handle) => handle.ensureAbsent(), checkDelete),
    serverName: 'lab',
  },
]
