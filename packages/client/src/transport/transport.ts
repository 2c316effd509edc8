import { HubProtocolError } from '../errors.ts'
import { deliver } from './answer.ts'
import { readJson, readObject } from './read.ts'
import { checkUrl } from './body.ts'
import type { Answer, Transport } from './call.ts'
import { knownVersion } from './hub-version.ts'
import { endsAt, oneCall, planOperation, planRequest } from './plan.ts'
import type { Settings } from './plan.ts'

/** Makes what resources reach the hub with. Bad input rejects, as every other failure does. */
export function createTransport(settings: Settings): Transport {
  const transport: Transport = {
    send: async (id, names, options, details) =>
      deliver(planOperation(settings, id, names, options, details)),

    // Not by way of `send`: a promise within a promise costs three turns.
    object: async (id, names, options, details) =>
      readObject(await deliver(planOperation(settings, id, names, options, details))),

    async nothing(id, names, options, details) {
      const answer = await transport.send(id, names, options, details)
      // The hub says nothing, or a word in JSON; anything else comes from elsewhere.
      if (answer.text !== '') readJson(answer)
    },

    async *stream(id, names, options, isLast) {
      // On first use: with the parser of events, it is a fifth of the client, and most programs follow nothing.
      const { streamEvents } = await import('./stream.ts')
      const accept = 'text/event-stream'
      const plan = planOperation(settings, id, names, options, { accept })
      // The hub's time limit for an attempt is none for silence.
      yield* streamEvents(plan, isLast, options.timeout)
    },

    oneCall: (options, defaultTotalMs) => oneCall(settings, options, defaultTotalMs),

    endsAt: (options) => endsAt(settings, options, options),

    settings,

    request: async (request, options) => deliver(planRequest(settings, request, options)),

    hubVersion: (options) =>
      knownVersion(settings, options, async (one) =>
        readVersion(await transport.send('GET /', [], one, { anonymous: true })),
      ),
  }
  return transport
}

/** The version in the answer to `GET /`. */
export function readVersion(answer: Answer): string {
  const { version } = readObject<{ version?: unknown }>(answer)
  if (typeof version !== 'string') {
    throw new HubProtocolError(`answered without version: ${checkUrl}`, answer.summary())
  }
  return version
}
