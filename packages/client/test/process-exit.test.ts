import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { serve } from './support/serve.ts'

const program = `
  import { JupyterHub } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)}
  const hub = new JupyterHub({ url: process.env.HUB, token: 't', totalTimeout: 600_000 })
  await hub.whoami()
  await hub.users.list().first()
  for await (const event of hub.servers.progress('ada')) break
  await hub.users.delete('ada', { timeout: 50, retries: 0 }).catch(() => {})
  console.log('done')
`

test('a program ends by itself soon after its last call', async ({ onTestFinished }) => {
  const url = await serve((request, response) => {
    if (request.method === 'DELETE') return
    if (request.url?.endsWith('/progress')) {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: {"progress": 0}\n\n')
      return
    }
    response.end(request.url?.includes('/users') ? '[{"name":"ada"}]' : '{"name":"ada"}')
  })
  const options = ['--import', 'tsx', '--input-type=module', '--eval', program]
  const child = spawn(process.execPath, options, {
    cwd: new URL('..', import.meta.url),
    env: { ...process.env, HUB: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const exited = once(child, 'exit')
  const [text] = (await once(child.stdout, 'data')) as [Buffer]
  const done = performance.now()
  const [code] = (await exited) as [number]
  expect(text.toString()).toBe('done\n')
  expect(code).toBe(0)
  expect(performance.now() - done).toBeLessThan(2000)
}, 15_000)
