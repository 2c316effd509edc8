import { spawn } from 'node:child_process'
import { getEventListeners, once } from 'node:events'
import type { RequestListener } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import type { Leftovers } from './support/many-calls.ts'
import { serve } from './support/serve.ts'
import { ended, spawnHub } from './support/spawn-hub.ts'

const hub: RequestListener = ({ method, url = '' }, response) => {
  response.setHeader('x-jupyterhub-version', '6.0.1')
  response.setHeader('content-type', 'application/json')
  if (url.endsWith('/nobody')) {
    response.writeHead(404).end('{"status": 404, "message": "No such user"}')
  } else if (url.endsWith('/progress')) {
    response.setHeader('content-type', 'text/event-stream')
    response.write('data: {"progress": 0}\n\n')
  } else if (method === 'DELETE') response.writeHead(204).end()
  else if (url.includes('/users?')) response.end('[{"name": "ada"}]')
  else if (url.endsWith('/server')) {
    response.end('{"name": "", "ready": true, "pending": null, "url": "/user/ada/"}')
  } else response.end('{"name": "ada", "version": "6.0.1"}')
}

/** Has a process of its own make calls, and gives what it says is left of them, once it has ended by itself. */
async function leftoversOf(kind: string, calls: number): Promise<Leftovers> {
  const program = new URL('support/many-calls.ts', import.meta.url).pathname
  // Compiled code comes and goes, which is more than what is looked for.
  const steady = ['--no-opt', '--no-flush-bytecode']
  const child = spawn(process.execPath, ['--expose-gc', ...steady, '--import', 'tsx', program], {
    cwd: new URL('..', import.meta.url),
    env: { ...process.env, HUB: await serve(hub), KIND: kind, CALLS: String(calls) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let text = ''
  let doneAt = 0
  child.stdout.on('data', (data: Buffer) => {
    text += data.toString()
    doneAt = performance.now()
  })
  expect(await once(child, 'close')).toEqual([0, null])
  expect(performance.now() - doneAt).toBeLessThan(2000)
  const leftovers = JSON.parse(text) as Leftovers
  console.log(`${calls} × ${kind}: ${leftovers.bytesPerCall.toFixed(1)} bytes a call after GC`)
  return leftovers
}

test.each([
  ['calls', 10_000],
  ['calls by node', 10_000],
  ['ensureRunning', 10_000],
])(
  '%s with one signal leave no listener, no timer and no memory, %d times',
  async (kind, calls) => {
    const { bytesPerCall, ...left } = await leftoversOf(kind, calls)
    expect(left).toEqual({ calls, listeners: 0, mostListeners: 1, timers: 0 })
    expect(bytesPerCall).toBeLessThan(50)
  },
  240_000,
)

test('300 servers that are started and stopped with one signal leave no listener and no alarm', async () => {
  await import('../src/workflows.ts')
  await import('../src/transport/stream.ts')
  const { signal } = new AbortController()
  const it = spawnHub({ stopMs: 500 })
  const lab = it.hub.server('ada', 'lab')
  for (let round = 0; round < 300; round += 1) {
    await ended(lab.ensureRunning({ signal }), it.clock)
    await ended(lab.ensureStopped({ signal }), it.clock)
  }
  expect(it.sent.filter((what) => what === 'start')).toHaveLength(300)
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  expect(it.clock.waiting).toBe(0)
}, 20_000)
