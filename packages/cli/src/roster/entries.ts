import type { Placed, Problem } from './roster.ts'

/** A person as a file has it, not looked at yet. */
export interface Entry {
  readonly name: Placed
  readonly admin?: Placed | undefined
  /** Names of groups. */
  readonly groups: readonly Placed[]
  /** Names of servers. */
  readonly servers?: readonly Placed[] | undefined
}

/** A group as a file has it, not looked at yet. */
export interface GroupEntry {
  readonly name: Placed
  readonly properties?: Readonly<Record<string, unknown>> | undefined
}

/** What a file holds, and what is wrong with it. */
export interface Entries {
  readonly entries: readonly Entry[]
  /** Groups besides those of people, or with more than a name. */
  readonly groups: readonly GroupEntry[]
  readonly problems: readonly Problem[]
}
