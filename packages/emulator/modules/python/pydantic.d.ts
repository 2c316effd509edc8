import { HttpError } from '../http/errors.ts'
/** What `pydantic` has against a field of a body; without a place, against all of it. */
export interface Complaint {
  readonly place?: string
  readonly type: string
  readonly sentence: string
  readonly input: unknown
}
/** A body that a `pydantic` model refuses: the hub shows what is printed for people, on many lines. */
export declare function refusal(model: string, complaints: readonly Complaint[]): HttpError
//# sourceMappingURL=pydantic.d.ts.map
