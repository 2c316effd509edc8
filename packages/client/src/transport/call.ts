import type { RequestSummary } from '../errors.ts'
import type { CallOptions } from '../options.ts'
import type { OperationId } from '../operations.ts'
import type { PathNames, Query } from './path.ts'
import type { Settings } from './plan.ts'

/** What a resource says of a request, besides the names in its path: never how it is sent. */
export interface Details {
  readonly query?: Query | undefined
  /** Sent as JSON; `undefined` sends no body. */
  readonly body?: unknown
  /** Sent as a form, in place of a body. */
  readonly form?: Query
  /** `Accept` to send in place of `application/json`. */
  readonly accept?: string
  /** Send no token. */
  readonly anonymous?: boolean
}

/** The whole answer to a call. */
export interface Answer {
  readonly status: number
  readonly text: string
  /** What an error about this answer says of the request. */
  readonly summary: () => RequestSummary
}

/** Makes a call: attempts until one is answered, as often as the operation's row and the options allow. */
type Call<T> = <Id extends OperationId>(
  operation: Id,
  names: PathNames<Id>,
  options?: CallOptions,
  details?: Details,
) => Promise<T>

/** Opens a stream of server-sent events and gives what each says as JSON, up to the one that `isLast` tells. */
type Stream = <Id extends OperationId>(
  operation: Id,
  names: PathNames<Id>,
  options: CallOptions,
  isLast: (event: Record<string, unknown>) => boolean,
) => AsyncGenerator<Record<string, unknown>, void, undefined>

/** What resources are given to reach the hub with. */
export interface Transport {
  /** Gives the answer as it is. */
  readonly send: Call<Answer>
  /** Gives the object that the answer holds. What is in it is the hub's affair. */
  readonly object: <T extends object, Id extends OperationId = OperationId>(
    operation: Id,
    names: PathNames<Id>,
    options?: CallOptions,
    details?: Details,
  ) => Promise<T>
  /** Gives nothing, whatever the answer holds. */
  readonly nothing: Call<void>
  readonly stream: Stream
  /** Sends what is no row of the table. */
  readonly request: (request: RawRequest, options?: CallOptions) => Promise<Answer>
  /** Options for all requests of a call that makes several, whose total time begins now unless it has begun before. */
  readonly oneCall: (options: CallOptions | undefined, defaultTotalMs?: number) => CallOptions
  /** When the total time of such a call is over, by the clock. */
  readonly endsAt: (options: CallOptions) => number
  readonly settings: Pick<
    Settings,
    'apiUrl' | 'clock' | 'defaults' | 'fetch' | 'headers' | 'memory' | 'tokens'
  >
  /** The hub's version, asked for unless an answer has told it already. */
  readonly hubVersion: (options?: CallOptions) => Promise<string>
}

/** A request of the caller's own making. */
export interface RawRequest {
  /** HTTP method, `GET` unless given. */
  readonly method?: string | undefined
  /** Path below the hub's API, encoded: `/users/ada`. */
  readonly path: string
  readonly query?: Query | undefined
  /** Sent as JSON; `undefined` sends no body. */
  readonly body?: unknown
}
