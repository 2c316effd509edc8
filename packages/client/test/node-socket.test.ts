import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { HubConnectionError } from '../src/index.ts'
import { JupyterHub, nodeTransport } from '../src/node/index.ts'
import { failure } from './support/failure.ts'
import { canary } from './support/fake-hub.ts'

/** Serves on a socket with that name, in a folder of the test's own. */
async function serveSocket(name: string, listener: RequestListener): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'jupyterhub-client-socket-'))
  const path = join(dir, name)
  const server = createServer(listener)
  await new Promise<void>((resolve) => {
    server.listen(path, resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
    rmSync(dir, { recursive: true, force: true })
  })
  return `http+unix://${encodeURIComponent(path)}`
}

const answer: RequestListener = ({ method, url, headers }, response) => {
  response.end(JSON.stringify({ name: 'ada', method, url, host: headers.host }))
}

describe('a hub on a unix socket', () => {
  test.each(['hub.sock', 'two words.sock', 'Hüb%2F+.sock'])('%s is reached', async (name) => {
    const url = await serveSocket(name, answer)
    for (const address of [url, `${url}/`, `${url}/hub/api`, `${url}/hub/home`]) {
      const hub = new JupyterHub({ url: address, token: canary })
      expect(hub.apiUrl).toBe(`${url}/hub/api`)
      expect(await hub.users.get('b@x.org')).toEqual({
        name: 'ada',
        method: 'GET',
        url: '/hub/api/users/b%40x.org',
        host: 'localhost',
      })
    }
  })

  test('is reached below a prefix, and by what `with` makes', async () => {
    const url = await serveSocket('hub.sock', answer)
    const hub = new JupyterHub({ url: `${url}/pfx/hub/api`, token: canary }).with({ retries: 0 })
    expect(await hub.whoami()).toMatchObject({ url: '/pfx/hub/api/user' })
  })

  test('is reached through middleware, which must stay there', async () => {
    const url = await serveSocket('hub.sock', answer)
    const seen: string[] = []
    const hub = new JupyterHub({
      url,
      token: canary,
      middleware: [
        async (request, next) => {
          seen.push(request.url)
          const response = await next(request)
          seen.push(response.url)
          return response
        },
      ],
    })
    await hub.whoami()
    expect(seen).toEqual([`${url}/hub/api/user`, `${url}/hub/api/user`])
    const astray = hub.with({
      middleware: [
        (request, next) => next({ ...request, url: 'http+unix://%2Fother/hub/api/user' }),
      ],
    })
    await expect(astray.whoami()).rejects.toThrow('middleware must stay below')
  })

  test('that is not there is out of reach, and nothing was sent', async () => {
    const url = `http+unix://${encodeURIComponent(join(tmpdir(), 'nobody', 'hub.sock'))}`
    const hub = new JupyterHub({ url, token: canary, random: () => 0 })
    const error = await failure(HubConnectionError, hub.users.create('ada'))
    expect(error.message).toMatch(/connect ENOENT .*hub\.sock; no such socket: the hub may not be/)
    // What may have reached a hub is not repeated.
    expect(error.attempts).toBe(3)
  })

  test('is taken as one by a transport of one’s own', async () => {
    const url = await serveSocket('hub.sock', answer)
    const transport = nodeTransport({ connections: 1 })
    const hub = new JupyterHub({ url, token: canary, transport })
    expect(await hub.whoami()).toMatchObject({ name: 'ada' })
    await transport.close()
  })
})
