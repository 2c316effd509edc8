import { setTimeout as sleep } from 'node:timers/promises'
import type { RecordedExchange, WireAnswer, WireRequest } from './exchange.ts'
import { mapRequest, Session } from './session.ts'
import type { PlayedHub } from './session.ts'

/** Sends requests to a hub, and keeps what was said. */
export interface Recorder {
  /** All that was said so far, as JSON can tell it. */
  readonly exchanges: readonly RecordedExchange[]
  send(request: WireRequest): Promise<WireAnswer>
  /**
   * Sends a request again and again until it is answered as wanted, and keeps that answer alone.
   *
   * @throws After half a minute.
   */
  until(request: WireRequest, isWanted: (answer: WireAnswer) => boolean): Promise<WireAnswer>
}

const patienceMs = 30_000
const pauseMs = 50

/** Makes a recorder for a hub. Requests are to be sent one after the other, as they will be replayed. */
export function makeRecorder(hub: PlayedHub): Recorder {
  const session = new Session(hub)
  const exchanges: RecordedExchange[] = []
  const hide = (text: string): string => session.ledger.hide(text)

  async function record(
    request: WireRequest,
    isWanted?: (answer: WireAnswer) => boolean,
  ): Promise<WireAnswer> {
    const hidden = mapRequest(request, hide)
    const endsAt = Date.now() + patienceMs
    for (;;) {
      const { answer, recorded } = await session.ask(request, exchanges.length)
      if (isWanted === undefined || isWanted(answer)) {
        exchanges.push({
          request: hidden,
          answer: recorded,
          ...(isWanted !== undefined && { awaited: true }),
        })
        return answer
      }
      if (Date.now() > endsAt) throw new Error(`${request.path} was never answered as wanted`)
      await sleep(pauseMs)
    }
  }

  return { exchanges, send: (request) => record(request), until: record }
}
