/** What a check came to. `fault`: something does not work; `warning`: it will not work for everyone, or not for long. */
export type Status = 'ok' | 'warning' | 'fault' | 'skipped'

/** What a check found. */
export interface Finding {
  readonly check: string
  readonly status: Status
  /** In a sentence. For a check that was skipped: why. */
  readonly says: string
  /** What was seen: the request, the status, the header. */
  readonly evidence?: string | undefined
  /** What to do about it. */
  readonly remedy?: string | undefined
}

/** A finding, without the name of its check. */
export type Verdict = Omit<Finding, 'check'>

/** All is well. */
export const ok = (says: string, evidence?: string): Verdict => ({ status: 'ok', says, evidence })

/** It works, but not for everyone, or not for long. */
export const warning = (says: string, evidence: string, remedy: string): Verdict => ({
  status: 'warning',
  says,
  evidence,
  remedy,
})

/** Something does not work. */
export const fault = (says: string, evidence: string, remedy: string): Verdict => ({
  status: 'fault',
  says,
  evidence,
  remedy,
})

/** It was not looked at. */
export const skipped = (why: string): Verdict => ({ status: 'skipped', says: why })
