/** Where something stands in a file. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** With whom a server should be shared, and what they should be able to do with it. */
export interface Recipient {
  readonly kind: 'user' | 'group'
  readonly name: string
  /** Without filters: they hold for the server alone. */
  readonly scopes: readonly string[]
  readonly at: Place
}

/** All that should be shared of a server. */
export interface SharedServer {
  /** `''` is the default server. */
  readonly server: string
  readonly with: readonly Recipient[]
  readonly at: Place
}

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
  /** Of other servers, what is shared stays as it is. */
  readonly shares: readonly SharedServer[]
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
export interface Placed extends Place {
  readonly text: string
}

/** Something that is wrong in a file. */
export interface Problem extends Place {
  readonly says: string
}

/** The name that the hub makes of one, unless its authenticator is configured otherwise. */
export const normalised = (name: string): string => name.toLowerCase()
