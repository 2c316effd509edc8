import type { Call } from '../http/call.ts'
/** What a request to make or start a server asks for. */
export interface ServerBody {
  /** Empty where none was given. */
  readonly displayName: string
  /** `null`: those of the last time. */
  readonly options: Readonly<Record<string, unknown>> | null
}
/**
 * Reads a body as hubs do since 6.0: one that has neither of its two fields is all options.
 *
 * @throws {@link HttpError} 400.
 */
export declare function readServerBody(call: Call): ServerBody
//# sourceMappingURL=server-body.d.ts.map
