import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { JupyterHub } from 'jupyterhub-client'
import { onTestFinished, expect, test } from 'vitest'
import { makeCertificates } from '../../client/test/support/certificates.ts'
import { plainTransport } from '../src/http/plain-transport.ts'
import { transportFor } from '../src/http/transport-for.ts'
import { folder } from './support/folder.ts'
import { jhub, listeningHub, secret } from './support/program.ts'

const hubAt = (url: string) => new JupyterHub({ url, token: secret, transport: plainTransport() })

/** A server that ends with the test. */
async function serve(listener: RequestListener, at: string | number = 0): Promise<Server> {
  const server = createServer(listener)
  server.listen(...((typeof at === 'string' ? [at] : [at, '127.0.0.1']) as [number, string]))
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return server
}

const urlOf = (server: Server): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

const version = { 'content-type': 'application/json', 'x-jupyterhub-version': '6.0.1' }

test('asks, changes and follows events', async () => {
  const { hub: emulated, url } = await listeningHub({
    users: ['ada'],
    config: { slow_spawn_timeout: 0 },
  })
  const hub = hubAt(url)
  await hub.users.create('grace')
  expect((await hub.users.get('grace')).name).toBe('grace')
  await hub.users.delete('grace')
  await hub.groups.create('class', { users: ['ada'] })
  await hub.groups.setProperties('class', { room: 'Königsberg' })
  await hub.groups.removeUsers('class', ['ada'])
  expect(await hub.groups.get('class')).toMatchObject({
    users: [],
    properties: { room: 'Königsberg' },
  })
  emulated.spawner.script('ada', [{ progress: 40, message: 'Zürich ✓' }, { wait: 500 }])
  await hub.servers.start('ada')
  const messages: unknown[] = []
  for await (const { message } of hub.servers.progress('ada')) messages.push(message)
  expect(messages).toContain('Zürich ✓')
})

test('takes what a proxy has packed', async () => {
  const seen: (string | undefined)[] = []
  const server = await serve((request, response) => {
    seen.push(request.headers['accept-encoding'])
    response.writeHead(200, { ...version, 'content-encoding': 'gzip' })
    response.end(gzipSync(JSON.stringify({ name: 'žofie', kind: 'user' })))
  })
  expect((await hubAt(urlOf(server)).users.get('žofie')).name).toBe('žofie')
  expect(seen).toEqual(['gzip'])
})

test('keeps its connection', async () => {
  const ports = new Set<number | undefined>()
  const server = await serve(({ socket }, response) => {
    ports.add(socket.remotePort)
    response.writeHead(200, version).end('{"name":"ada"}')
  })
  const hub = hubAt(urlOf(server))
  for (let left = 3; left > 0; left -= 1) await hub.users.get('ada')
  expect(ports.size).toBe(1)
})

test('a connection that fails says why in a sentence', async () => {
  const server = await serve(() => {})
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  await expect(hubAt(`http://localhost:${port}/`).users.get('ada', { retries: 0 })).rejects.toThrow(
    `ECONNREFUSED 127.0.0.1:${port}`,
  )
})

test('ends what is under way with the reason that it is given', async () => {
  const server = await serve(() => {})
  const controller = new AbortController()
  const asked = hubAt(urlOf(server)).users.get('ada', { signal: controller.signal })
  await once(server, 'request')
  controller.abort(new Error('enough'))
  await expect(asked).rejects.toThrow('enough')
})

test('an answer that breaks off in the middle is none', async () => {
  const server = await serve((_, response) => {
    response.writeHead(200, { ...version, 'content-length': '100' })
    response.write('{"name":')
    setImmediate(() => response.destroy())
  })
  const asked = hubAt(urlOf(server)).users.get('ada', { retries: 0 })
  await expect(asked).rejects.toMatchObject({ name: 'HubConnectionError' })
})

test('goes through the proxy of the environment', { timeout: 30_000 }, async () => {
  const { env } = await listeningHub({ users: ['ada'] })
  const asked: (string | undefined)[] = []
  const proxy = await serve(({ url }, response) => {
    asked.push(url)
    response.writeHead(200, version).end('[{"name":"by-proxy","kind":"user"}]')
  })
  const proxied = { ...env, HTTP_PROXY: urlOf(proxy) }
  const [code, stdout] = await jhub(['users', 'list', '--json', 'name'], proxied).ended
  expect([code, stdout]).toEqual([0, '[\n{"name":"by-proxy"}\n]\n'])
  expect(asked[0]).toMatch(`${env['JUPYTERHUB_API_URL']}/users`)
  const direct = { ...proxied, NO_PROXY: '127.0.0.1' }
  expect((await jhub(['users', 'list', '--json', 'name'], direct).ended)[1]).toContain('ada')
})

test('speaks TLS, and says how to trust an authority', { timeout: 30_000 }, async () => {
  const place = folder()
  const [key, cert] = [join(place, 'key.pem'), join(place, 'cert.pem')]
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const files = ['-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert]
  execFileSync('openssl', ['req', '-x509', ...files, ...names], { stdio: 'ignore' })
  const server = createSecureServer(
    { key: readFileSync(key), cert: readFileSync(cert) },
    (_, response) => response.writeHead(200, version).end('[{"name":"by-tls","kind":"user"}]'),
  ).listen(0)
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const url = `https://localhost:${(server.address() as AddressInfo).port}/hub/api`
  const env = { JUPYTERHUB_API_URL: url, JUPYTERHUB_API_TOKEN: secret }
  const [code, , stderr] = await jhub(['users', 'list'], env).ended
  expect([code, stderr]).toEqual([1, expect.stringContaining('NODE_EXTRA_CA_CERTS')])
  const trusting = { ...env, NODE_EXTRA_CA_CERTS: cert }
  expect(await jhub(['users', 'list', '--json', 'name'], trusting).ended).toEqual([
    0,
    '[\n{"name":"by-tls"}\n]\n',
    '',
  ])
})

test('a certificate for another host is not a matter of trust', { timeout: 30_000 }, async () => {
  const { ca, elsewhere } = makeCertificates()
  const server = createSecureServer(elsewhere, (_, response) => response.end()).listen(0)
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const NODE_EXTRA_CA_CERTS = join(folder(), 'ca.pem')
  writeFileSync(NODE_EXTRA_CA_CERTS, ca)
  const url = `https://localhost:${(server.address() as AddressInfo).port}/hub/api`
  const env = { JUPYTERHUB_API_URL: url, JUPYTERHUB_API_TOKEN: secret, NODE_EXTRA_CA_CERTS }
  const [code, , stderr] = await jhub(['users', 'list'], env).ended
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining('\nUse the name that the certificate is for, or'),
  ])
  expect(stderr).not.toContain('NODE_EXTRA_CA_CERTS')
})

test('reaches a hub on a unix socket', async () => {
  const path = join(folder(), 'hub.sock')
  await serve((_, response) => response.writeHead(200, version).end('{"name":"ada"}'), path)
  const url = `http+unix://${encodeURIComponent(path)}`
  const transport = await transportFor({ env: {} }, url)
  const hub = new JupyterHub({ url, token: secret, transport })
  expect((await hub.users.get('ada')).name).toBe('ada')
})
