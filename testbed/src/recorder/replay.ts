import { isDeepStrictEqual } from 'node:util'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RecordedAnswer, RecordedExchange } from './exchange.ts'
import { mapRequest, Session } from './session.ts'
import type { PlayedHub } from './session.ts'

const patienceMs = 5000
const pauseMs = 50

/**
 * Sends recorded requests to another hub, with its own secrets, ids and addresses.
 *
 * @returns Its answer to each; to one that was awaited, the first that is equal, or the last.
 */
export async function replay(
  exchanges: readonly RecordedExchange[],
  hub: PlayedHub,
): Promise<RecordedAnswer[]> {
  const session = new Session(hub)
  const answers: RecordedAnswer[] = []
  for (const [number, { request, answer, awaited }] of exchanges.entries()) {
    const filled = mapRequest(request, (text) => session.ledger.fill(text))
    const endsAt = Date.now() + (awaited === true ? patienceMs : 0)
    let { recorded } = await session.ask(filled, number)
    while (Date.now() < endsAt && !isDeepStrictEqual(recorded, answer)) {
      await sleep(pauseMs)
      recorded = (await session.ask(filled, number)).recorded
    }
    answers.push(recorded)
  }
  return answers
}
