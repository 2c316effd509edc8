import { HubProtocolError } from '../errors.ts'
import { deliver, readObject } from './answer.ts'
import type { Answer, Transport } from './call.ts'
import { planOperation, planRequest } from './plan.ts'
import type { Settings } from './plan.ts'
import { streamEvents } from './stream.ts'

/** Makes what resources reach the hub with. Bad input rejects, as every other failure does. */
export function createTransport(settings: Settings): Transport {
  const transport: Transport = {
    send: async (id, details, options) => deliver(planOperation(settings, id, details, options)),

    object: async (id, details, options) => readObject(await transport.send(id, details, options)),

    async nothing(id, details, options) {
      await transport.send(id, details, options)
    },

    async *stream(id, { isLast, ...details }, options) {
      const accept = 'text/event-stream'
      yield* streamEvents(planOperation(settings, id, { ...details, accept }, options), isLast)
    },

    request: async (request, options) => deliver(planRequest(settings, request, options)),

    async hubVersion(options) {
      if (settings.memory.version === undefined) {
        settings.memory.version = readVersion(
          await transport.send('GET /', { anonymous: true }, options),
        )
      }
      return settings.memory.version
    },
  }
  return transport
}

/** The version in the answer to `GET /`. */
export function readVersion(answer: Answer): string {
  const { version } = readObject<{ version?: unknown }>(answer)
  if (typeof version !== 'string') {
    throw new HubProtocolError(
      'answered without a version: this is not a JupyterHub',
      answer.request,
    )
  }
  return version
}
