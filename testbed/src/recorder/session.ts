import { describeAnswer } from './describe.ts'
import type { RecordedAnswer, WireAnswer, WireRequest } from './exchange.ts'
import { Ledger } from './ledger.ts'
import { send } from './send.ts'
import { valuesIn } from './values-in.ts'

/** A hub that exchanges are recorded of, or replayed on. */
export interface PlayedHub {
  /** Base URL, with a slash at the end. */
  readonly url: string
  /** What only this hub knows, by names that it shares with others: `{ 'token:ada': '…' }`. */
  readonly known: Readonly<Record<string, string>>
}

/** Requests to one hub, one after the other, whose answers give names to what only this hub knows. */
export class Session {
  readonly ledger: Ledger
  readonly #url: URL

  constructor({ url, known }: PlayedHub) {
    this.#url = new URL(url)
    const { origin, host } = this.#url
    this.ledger = new Ledger({ origin, host, ...known })
  }

  /** @param number - Of the exchange, by which what its answer gives is named. */
  async ask(
    request: WireRequest,
    number: number,
  ): Promise<{ readonly answer: WireAnswer; readonly recorded: RecordedAnswer }> {
    const answer = await send(this.#url, request)
    for (const [where, value] of Object.entries(valuesIn(answer))) {
      this.ledger.bind(`${number}.${where}`, value)
    }
    return { answer, recorded: describeAnswer(answer, this.ledger) }
  }
}

/** Changes every text of a request. */
export const mapRequest = (
  { method, path, headers, body }: WireRequest,
  change: (text: string) => string,
): WireRequest => ({
  method,
  path: change(path),
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, change(value)]),
  ),
  ...(body !== undefined && { body: change(body) }),
})
