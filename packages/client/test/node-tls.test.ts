import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TLSSocket } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { HubConfigError, HubConnectionError, JupyterHub } from '../src/index.ts'
import { nodeTransport } from '../src/node/index.ts'
import type { ConnectionOptions } from '../src/node/index.ts'
import { makeCertificates } from './support/certificates.ts'
import { failure, thrown } from './support/failure.ts'
import { clientOf, serve } from './support/serve.ts'
import { lateAfter } from './support/late.ts'
import { shown } from './support/shown.ts'
import { signalled } from './support/signalled.ts'

const { ca, server, elsewhere, client } = makeCertificates()

const answerName: RequestListener = (request, response) => {
  const { subject } = (request.socket as TLSSocket).getPeerCertificate()
  response.end(JSON.stringify({ name: subject?.CN ?? 'nobody' }))
}

/** A hub behind TLS, which tells the name in the client's certificate as that of the user. */
async function serveTls(options: ServerOptions, answer = answerName): Promise<string> {
  const listener = createServer(options, answer)
  await new Promise<void>((resolve) => {
    listener.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    listener.closeAllConnections()
    listener.close()
  })
  return `https://127.0.0.1:${(listener.address() as AddressInfo).port}`
}

/** A server that lets nobody in without a certificate, and says so. */
async function serveByOpenssl(
  pair: { readonly cert: string; readonly key: string },
  authority: string,
  version: string,
): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'jupyterhub-client-openssl-'))
  for (const [name, text] of Object.entries({ ...pair, ca: authority })) {
    writeFileSync(join(dir, name), text)
  }
  const strict = ['-Verify', '1', '-verify_return_error', '-CAfile', 'ca', version]
  const args = ['s_server', '-accept', '127.0.0.1:0', '-www', '-cert', 'cert', '-key', 'key']
  const child = spawn('openssl', [...args, ...strict], { cwd: dir })
  onTestFinished(() => {
    child.kill()
    rmSync(dir, { recursive: true, force: true })
  })
  for await (const chunk of child.stdout) {
    const port = /^ACCEPT .*:(\d+)$/m.exec(String(chunk))?.[1]
    if (port !== undefined) return `https://127.0.0.1:${port}`
  }
  throw new Error('openssl did not start')
}

const hubOf = (url: string, options: ConnectionOptions) =>
  clientOf(url, { transport: nodeTransport(options) })

describe('the node transport, over TLS', () => {
  test('trusts the authority that it is given, as text, as bytes or in a list', async () => {
    const url = await serveTls(server)
    for (const given of [ca, Buffer.from(ca), [ca], [elsewhere.cert, Buffer.from(ca)]]) {
      expect(await hubOf(url, { ca: given }).whoami()).toEqual({ name: 'nobody' })
    }
  })

  test('gives all of a body that is read late, though the connection has ended', async () => {
    for (const size of [250_000, 262_000, 270_000, 300_000, 322_000, 330_000, 2_000_000]) {
      const user = { name: 'a'.repeat(size) }
      const sent = signalled()
      const url = await serveTls(server, (_, response) => {
        response.writeHead(200, { connection: 'close' })
        response.end(JSON.stringify(user))
        response.once('finish', sent.resolve)
      })
      // Of the largest, all is sent only when some of it was read.
      const late = lateAfter(size < 1_000_000 ? sent.promise : Promise.resolve())
      const hub = hubOf(url, { ca }).with({ middleware: [late] })
      expect(await hub.whoami()).toEqual(user)
    }
  })

  test('has the sender wait while a body is not read, and then go on', async () => {
    const part = 'x'.repeat(1_000_000)
    let written = 0
    const send = async (response: ServerResponse) => {
      while (written < 30) {
        written += 1
        if (!response.write(part)) await once(response, 'drain')
      }
      response.end()
    }
    const url = await serveTls(server, (_, response) => void send(response))
    const { body } = await nodeTransport({ ca }).fetch(`${url}/`, {})
    const looks = [0, -1]
    while (looks.at(-1) !== looks.at(-2) || looks.at(-1) === 0) {
      await sleep(300)
      looks.push(written)
    }
    // The system holds some megabytes for either side.
    expect(written).toBeLessThan(20)
    let length = 0
    for await (const chunk of body ?? []) length += chunk.length
    expect(length).toBe(30 * part.length)
  })

  test('says what to give where the authority is not known', async () => {
    const url = await serveTls({ ...server, cert: server.cert + ca })
    const error = await failure(HubConnectionError, hubOf(url, {}).whoami())
    expect(error.message).toMatch(
      /: could not reach the hub: self-signed certificate in certificate chain; give the .*`ca`$/,
    )
    expect(error.cause).toMatchObject({ code: 'SELF_SIGNED_CERT_IN_CHAIN' })
    const alone = await failure(HubConnectionError, hubOf(await serveTls(server), {}).whoami())
    expect(alone.message).toContain('unable to verify the first certificate; give the ')
  })

  test('refuses a certificate that is for another host, each time', async () => {
    const url = await serveTls(elsewhere)
    const transport = nodeTransport({ ca, connections: 1 })
    const hub = clientOf(url, { transport, retries: 0, timeout: 5000 })
    for (let call = 0; call < 3; call += 1) {
      const error = await failure(HubConnectionError, hub.whoami())
      expect(error.message).toContain('; use a host name that the certificate is for')
      expect(error.cause).toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    }
    await transport.close()
  })

  test('shows its certificate to a hub that asks for one', async () => {
    const url = await serveTls({ ...server, ca, requestCert: true, rejectUnauthorized: true })
    expect(await hubOf(url, { ca, ...client }).whoami()).toEqual({ name: 'client' })
  })

  test.each(['-tls1_2', '-tls1_3'])(
    'says what to give where a certificate is asked for in vain, with %s',
    async (version) => {
      const url = await serveByOpenssl(server, ca, version)
      const error = await failure(HubConnectionError, hubOf(url, { ca }).whoami())
      expect(error.message).toMatch(
        /; the hub may want a client certificate: give `cert` and `key`$/,
      )
    },
  )

  test('says that a plain hub may not speak TLS', async () => {
    const url = await serve((_, response) => response.end('{}'))
    const call = hubOf(url.replace('http:', 'https:'), {}).whoami()
    const error = await failure(HubConnectionError, call)
    const says = 'could not reach the hub: TLS: wrong version number'
    expect(error.message).toMatch(
      new RegExp(`: ${says}; what is there may not speak TLS: try http:$`),
    )
    const byFetch = new JupyterHub({ url: url.replace('http:', 'https:'), token: null, retries: 0 })
    expect((await failure(HubConnectionError, byFetch.whoami())).message).toMatch(
      new RegExp(`: ${says}$`),
    )
  })

  test('refuses certificates that cannot be used, without a repeat, and shows no key', async () => {
    const url = await serveTls(server)
    for (const options of [
      { ca: 'no certificate' },
      { cert: client.cert },
      { key: client.key },
      { cert: client.cert, key: server.key },
      { cert: client.cert, key: 'no key' },
    ]) {
      const hub = hubOf(url, options).with({ retries: 5 })
      const error = await failure(HubConfigError, hub.whoami())
      expect(error.message).toMatch(/^(ca, cert or key cannot be used: |.*both cert and key$)/)
      for (const line of client.key.split('\n').slice(1, -2)) {
        expect(shown(error)).not.toContain(line)
      }
    }
  })

  test('shows its key in nothing that can be printed', async () => {
    const transport = nodeTransport({ ca, ...client })
    const url = await serveTls({ ...server, ca, requestCert: true, rejectUnauthorized: true })
    const hub = clientOf(url, { transport })
    await hub.whoami()
    for (const line of client.key.split('\n').slice(1, -2)) {
      expect(shown(transport)).not.toContain(line)
      expect(shown(hub)).not.toContain(line)
    }
  })

  test('refuses an option that does not exist', () => {
    const make = () => nodeTransport({ rejectUnauthorized: false } as never)
    expect(thrown(HubConfigError, make).message).toContain('no option "rejectUnauthorized"')
  })
})
