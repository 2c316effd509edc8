import { HubTimeoutError } from '../errors.ts'
import type { ClockName, RequestSummary } from '../errors.ts'
import { Deadline } from './deadline.ts'
import { isForNodesFetch } from './nodes-fetch.ts'
import type { Plan } from './plan.ts'
import { mask, redact } from './secrets.ts'

/** One HTTP request of a call, and the clock over it. */
export interface Attempt {
  readonly plan: Plan
  /** 1 for the first. */
  readonly number: number
  /** An attempt before this one may have reached the hub, though no answer came back. */
  readonly afterLoss: boolean
  readonly deadline: Deadline
  /** The refusal after which it is made with another token. */
  readonly refusal: Refusal | undefined
  /** The token it is made with, once that is known. */
  token: string
  /** The global `fetch` of Node makes the request, and no middleware sees it. */
  readonly isForNodesFetch: boolean
  /** What middleware threw of its own, which says nothing of this attempt. */
  foreign?: unknown
}

/** What ended an attempt whose token the hub does not know. */
export interface Refusal {
  readonly token: string
  readonly error: unknown
}

/** The time that an attempt has. */
export interface TimeLimit {
  readonly name: ClockName
  /** Milliseconds from now. */
  readonly ms: number
  /** Milliseconds that the caller, or the default, had set. */
  readonly set: number
}

/** Starts the clock of an attempt. Whoever ends the attempt disposes of its deadline. */
export function beginAttempt(
  plan: Plan,
  number: number,
  afterLoss: boolean,
  { name, ms, set }: TimeLimit,
  refusal?: Refusal,
): Attempt {
  const expire = () => new HubTimeoutError(name, set, summarize(attempt))
  const deadline = new Deadline(plan.settings.clock, plan.options.signal, ms, expire)
  const attempt: Attempt = {
    plan,
    number,
    afterLoss,
    deadline,
    refusal,
    token: '',
    isForNodesFetch: isForNodesFetch(plan),
  }
  return attempt
}

/** What errors tell of a request. */
export function summarize({ plan, token, number: attempts }: Attempt): RequestSummary {
  const path = mask(plan.path, [...plan.secrets(), token])
  const { method, operation, settings, anonymous } = plan
  return { method, path, url: settings.apiUrl + path, attempts, operation, anonymous }
}

/** Takes the secrets of an attempt out of a text. */
export function cleanerOf({ plan, token }: Attempt): (text: string) => string {
  const given = plan.headers['authorization']?.split(' ').slice(-1) ?? []
  const secrets = [...plan.secrets(), token, ...given]
  return (text) => redact(text, secrets)
}
