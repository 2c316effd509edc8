import type { Placed, Problem } from './roster.ts'

/** A person as a file has it, not looked at yet. */
export interface Entry {
  readonly name: Placed
  readonly admin?: Placed | undefined
  /** Names of groups. */
  readonly groups: readonly Placed[]
  /** Names of servers. */
  readonly servers?: readonly Placed[] | undefined
  readonly shares?: readonly SharedEntry[] | undefined
}

/** A server with what is shared of it, as a file has it, not looked at yet. */
export interface SharedEntry {
  /** Its name. */
  readonly server: Placed
  readonly with: readonly RecipientEntry[]
}

/** One with whom a server is shared, as a file has it, not looked at yet. */
export interface RecipientEntry {
  readonly user: Placed | undefined
  readonly group: Placed | undefined
  /** `undefined`: what the hub gives then. */
  readonly scopes: readonly Placed[] | undefined
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
