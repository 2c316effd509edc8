import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { makeCertificates } from '../../client/test/support/certificates.ts'
import { filesIn, filesOfEnvironment, readCertificates } from '../src/http/certificates.ts'
import { folder } from './support/folder.ts'
import { jhub, secret } from './support/program.ts'

/** A server that lets in who shows a certificate, and the files of a hub with `internal_ssl`. */
async function internalHub() {
  const { ca, server, client } = makeCertificates()
  const shown: string[] = []
  const strict = { requestCert: true, rejectUnauthorized: true }
  const listener = createServer({ ...server, ca, ...strict }, ({ socket, url }, response) => {
    const { subject } = (socket as TLSSocket).getPeerCertificate()
    shown.push(`${String(subject.CN)} ${String(url)}`)
    response.writeHead(200, {
      'content-type': 'application/json',
      'x-jupyterhub-version': '5.5.1',
    })
    response.end('[{"name":"by-certificate","kind":"user","servers":{}}]')
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  onTestFinished(() => {
    listener.closeAllConnections()
    listener.close()
  })
  const place = folder()
  for (const [name, text] of [
    ['hub-internal/hub-internal.key', client.key],
    ['hub-internal/hub-internal.crt', client.cert],
    ['hub-ca/hub-ca.crt', ca],
  ] as const) {
    mkdirSync(join(place, name, '..'), { recursive: true })
    writeFileSync(join(place, name), text)
  }
  const url = `https://127.0.0.1:${(listener.address() as AddressInfo).port}/hub/api`
  return { url, place, shown, env: { JUPYTERHUB_API_URL: url, JUPYTERHUB_API_TOKEN: secret } }
}

/** As the hub names them to its services. */
const named = (place: string) => ({
  JUPYTERHUB_SSL_KEYFILE: join(place, 'hub-internal/hub-internal.key'),
  JUPYTERHUB_SSL_CERTFILE: join(place, 'hub-internal/hub-internal.crt'),
  JUPYTERHUB_SSL_CLIENT_CA: join(place, 'hub-ca/hub-ca.crt'),
})

test('commands show the certificate that the hub gives to its services', async () => {
  const { env, place, shown } = await internalHub()
  const users = ['users', 'list', '--json', 'name']
  const all = { ...env, ...named(place) }
  expect(await jhub(users, all).ended).toEqual([0, '[\n{"name":"by-certificate"}\n]\n', ''])
  expect(shown).toEqual(['client /hub/api/users?offset=0&limit=200'])
  const missing = { ...all, JUPYTERHUB_SSL_CERTFILE: '/nowhere/cert.pem' }
  const [code, , stderr] = await jhub(users, missing).ended
  expect([code, stderr]).toEqual([
    2,
    'jhub: JUPYTERHUB_SSL_CERTFILE: /nowhere/cert.pem cannot be read: there is no such file or folder\n',
  ])
})

test.each([
  ['https://10.0.0.7:8081/', true],
  ['https://10.0.0.7:8082/hub/api', false],
  ['https://hub.example.org/hub/api', false],
  ['http://10.0.0.7:8081/hub/api', false],
  ['no address', false],
])('the hub at %s gets to see that of the environment: %s', (url, isShown) => {
  const env = { JUPYTERHUB_API_URL: 'https://10.0.0.7:8081/hub/api', ...named('/certs') }
  expect(filesOfEnvironment(url, env) !== undefined).toBe(isShown)
})

test('of several that cannot be read, the first is named each time', async () => {
  for (let time = 0; time < 500; time += 1) {
    await expect(readCertificates(filesIn('/nowhere', '--here'))).rejects.toThrow(
      '/nowhere/hub-internal/hub-internal.key cannot be read',
    )
  }
})

test('cull shows that of the hub itself, as jupyterhub-idle-culler does', async () => {
  const { env, place, shown } = await internalHub()
  const look = ['cull', '--dry-run']
  const flags = ['--ssl-enabled=true', `--internal-certs-location=${place}`]
  const [code, , stderr] = await jhub([...look, ...flags], env).ended
  expect([code, stderr]).toEqual([0, 'No server runs.\n'])
  expect(shown[0]).toMatch(/^client \/hub\/api\/users\?/)
  expect((await jhub(look, env).ended)[0]).toBe(1)
  const [bad, , message] = await jhub([...look, '--ssl-enabled'], env).ended
  expect([bad, message]).toEqual([
    2,
    expect.stringMatching(
      /^jhub: --internal-certs-location: internal-ssl\/hub-internal\/hub-internal\.key cannot be read: there is no/,
    ),
  ])
})
