import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { ByteStream, WireResponse } from 'jupyterhub-client'

/** Statuses whose responses have no body. */
const bodiless = new Set([204, 205, 304])

/** What the client reads of a response. */
export function replyOf(message: IncomingMessage): WireResponse {
  const { statusCode: status = 0, statusMessage: statusText = '', headers } = message
  return {
    status,
    statusText,
    ok: status >= 200 && status < 300,
    headers: {
      get(name) {
        const value = headers[name]
        return value === undefined ? null : String(value)
      },
    },
    get body() {
      if (!bodiless.has(status)) return bodyOf(message)
      message.resume()
      return null
    },
    async text() {
      const readable = (await decoded(message)).setEncoding('utf8')
      let text = ''
      for await (const piece of readable) text += String(piece)
      return text.replace(/^\uFEFF/, '')
    },
  }
}

function bodyOf(message: IncomingMessage): ByteStream {
  const cancel = (): Promise<void> => {
    // What it says about that is known.
    message.on('error', () => {}).destroy()
    return Promise.resolve()
  }
  return {
    cancel,
    getReader() {
      const parts = partsOf(message)
      return {
        async read() {
          const { done, value } = await parts.next()
          return done === true ? { done: true, value: undefined } : { done: false, value }
        },
        cancel,
      }
    },
  }
}

async function* partsOf(message: IncomingMessage): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const part of await decoded(message)) yield part as Uint8Array
}

/** Events are given as they come, also where a proxy has packed them. */
async function decoded(message: IncomingMessage): Promise<Readable> {
  if (message.headers['content-encoding'] !== 'gzip') return message
  const [{ constants, createGunzip }, { pipeline }] = await Promise.all([
    import('node:zlib'),
    import('node:stream'),
  ])
  // An error reaches who reads.
  return pipeline(message, createGunzip({ flush: constants.Z_SYNC_FLUSH }), () => {})
}
