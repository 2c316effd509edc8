/** Somebody who should be on the hub. */
export interface Person {
  /** As it is written: some hubs make a name of it in lower case, others keep it. */
  readonly name: string
  /** `undefined`: as it is. */
  readonly admin: boolean | undefined
  /** Names of the groups that the person should be in, among those of the roster. */
  readonly groups: readonly string[]
  /** Names of servers that should run; `''` is the default server. Others are none of the roster's affair. */
  readonly servers: readonly string[]
}

/** A group that should be there. */
export interface Group {
  readonly name: string
  /** `undefined`: as they are. */
  readonly properties?: Readonly<Record<string, unknown>> | undefined
}

/** How a hub should be. Groups that it does not name are none of its affair. */
export interface Roster {
  readonly people: readonly Person[]
  /** The groups whose members it says. */
  readonly groups: readonly Group[]
}

/** A value in a file, and where it stands. */
export interface Placed {
  readonly text: string
  readonly line: number
  readonly column: number
}

/** Something that is wrong in a file. */
export interface Problem {
  readonly line: number
  readonly column: number
  readonly says: string
}

/** The name that the hub makes of one, unless its authenticator is configured otherwise. */
export const normalised = (name: string): string => name.toLowerCase()
