import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { createHub } from '../src/index.ts'

/** All that comes until the other side hangs up. */
async function upgrade(url: string, path: string, protocol: string): Promise<string> {
  const { host, port } = new URL(url)
  const socket = connect(Number(port), '127.0.0.1')
  await once(socket, 'connect')
  const lines = [`GET ${path} HTTP/1.1`, `Host: ${host}`, 'Connection: keep-alive, Upgrade']
  socket.write([...lines, `Upgrade: ${protocol}`, '', ''].join('\r\n'))
  return text(socket)
}

test.each(['/hub/api/', '/hub/api/user', '/hub/nothing', '/user/ada/api/kernels/x/channels'])(
  'a WebSocket to %s is answered as GET is, and then hung up on',
  async (path) => {
    const hub = createHub({ users: ['ada'] })
    await using listener = await hub.listen()
    const plain = await fetch(new URL(path, listener.url), { redirect: 'manual' })
    const [head = '', body = ''] = (await upgrade(listener.url, path, 'WebSocket')).split(
      '\r\n\r\n',
    )
    expect(head).toContain(`HTTP/1.1 ${plain.status} `)
    expect(head).toContain(`content-type: ${plain.headers.get('content-type')}`)
    expect(Buffer.byteLength(body)).toBe((await plain.arrayBuffer()).byteLength)
    expect(hub.requests.map(({ status }) => status)).toEqual([plain.status, plain.status])
  },
)

test('an upgrade to anything else does not get to the hub', async () => {
  const hub = createHub()
  await using listener = await hub.listen()
  expect(await upgrade(listener.url, '/hub/api/', 'h2c')).toBe('')
  expect(hub.requests).toEqual([])
})
