import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { HubConfigError } from '../src/index.ts'
import { JupyterHub } from '../src/node/index.ts'
import { makeCertificates } from './support/certificates.ts'
import { thrown } from './support/failure.ts'
import { canary } from './support/fake-hub.ts'
import { serve } from './support/serve.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'jupyterhub-client-env-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

function stubHub(url: string): void {
  vi.stubEnv('JUPYTERHUB_API_URL', url)
  vi.stubEnv('JUPYTERHUB_API_TOKEN', canary)
}

describe('fromEnv of the node entry', () => {
  test('shows the certificate that internal_ssl gives, and trusts its authority', async () => {
    const { ca, server, client } = makeCertificates()
    const strict = { requestCert: true, rejectUnauthorized: true }
    const listener = createServer({ ...server, ca, ...strict }, ({ socket, headers }, response) => {
      const { subject } = (socket as TLSSocket).getPeerCertificate()
      response.end(JSON.stringify({ name: subject.CN, kind: headers.authorization }))
    })
    await new Promise<void>((resolve) => {
      listener.listen(0, '127.0.0.1', resolve)
    })
    onTestFinished(() => {
      listener.closeAllConnections()
      listener.close()
    })
    const dir = folder()
    const files = { KEYFILE: client.key, CERTFILE: client.cert, CLIENT_CA: ca }
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(dir, name), text)
      vi.stubEnv(`JUPYTERHUB_SSL_${name}`, join(dir, name))
    }
    stubHub(`https://127.0.0.1:${(listener.address() as AddressInfo).port}/hub/api`)
    const hub = JupyterHub.fromEnv()
    expect(await hub.whoami()).toEqual({ name: 'client', kind: `token ${canary}` })
  })

  test('takes the URL of a unix socket', async () => {
    stubHub('http+unix://%2Frun%2Fhub.sock/pfx/hub/api')
    expect(JupyterHub.fromEnv().apiUrl).toBe('http+unix://%2Frun%2Fhub.sock/pfx/hub/api')
  })

  test('reaches a plain hub, where the variables are empty, or a fetch is given', async () => {
    const url = await serve((_, response) => response.end('{"name": "ada"}'))
    stubHub(`${url}/hub/api`)
    vi.stubEnv('JUPYTERHUB_SSL_KEYFILE', '')
    expect(await JupyterHub.fromEnv().whoami()).toEqual({ name: 'ada' })
    vi.stubEnv('JUPYTERHUB_SSL_KEYFILE', '/nowhere/key.pem')
    expect(await JupyterHub.fromEnv({ fetch }).whoami()).toEqual({ name: 'ada' })
  })

  test('says which file cannot be read', () => {
    stubHub('https://127.0.0.1:8081/hub/api')
    vi.stubEnv('JUPYTERHUB_SSL_CERTFILE', '/nowhere/cert.pem')
    const error = thrown(HubConfigError, () => JupyterHub.fromEnv())
    expect(error.message).toMatch(/^JUPYTERHUB_SSL_CERTFILE: ENOENT.*'\/nowhere\/cert\.pem'$/)
  })
})
