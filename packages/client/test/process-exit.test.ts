import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { serve } from './support/serve.ts'

const programOf = (entry: string): string => `
  import { JupyterHub } from ${JSON.stringify(new URL(entry, import.meta.url).href)}
  const hub = new JupyterHub({ url: process.env.HUB, token: 't', totalTimeout: 600_000 })
  await hub.whoami()
  await hub.users.list().first()
  for await (const event of hub.servers.progress('ada')) break
  await hub.users.delete('ada', { timeout: 50, retries: 0 }).catch(() => {})
  console.log('done')
`

test.each(['../src/index.ts', '../src/node/index.ts'])(
  'a program that imports %s ends by itself soon after its last call',
  async (entry) => {
    const url = await serve((request, response) => {
      if (request.method === 'DELETE') return
      if (request.url?.endsWith('/progress')) {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.write('data: {"progress": 0}\n\n')
        return
      }
      response.end(request.url?.includes('/users') ? '[{"name":"ada"}]' : '{"name":"ada"}')
    })
    const options = ['--import', 'tsx', '--input-type=module', '--eval', programOf(entry)]
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
  },
  15_000,
)
