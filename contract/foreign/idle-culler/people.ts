/** How long ago something was, in hours; `null`: it never was. */
export type HoursAgo = number | null

/** What a server of somebody's is like. */
export interface Age {
  readonly started: number
  readonly active: HoursAgo
  /** Never comes up. */
  readonly pending?: boolean
  /** How long its stop takes, in seconds. */
  readonly stopSeconds?: number
}

/** Everybody on a hub, by name. */
export type People = Readonly<Record<string, AgedPerson>>

/** Somebody to be culled, or not. */
export interface AgedPerson {
  readonly created: number
  readonly active: HoursAgo
  readonly admin?: boolean
  /** By name; the default server's is empty. */
  readonly servers?: Readonly<Record<string, Age>>
}

const idle: Age = { started: 5, active: 2 }
const busy: Age = { started: 5, active: 0.2 }
const old: Age = { started: 30, active: 0.1 }
const unused: Age = { started: 3, active: null }
const fresh: Age = { started: 0.1, active: null }
const starting: Age = { started: 6, active: 6, pending: true }
const slow: Age = { started: 5, active: 2, stopSeconds: 5 }

const long = { created: 100, active: 50 } as const
const recent = { created: 100, active: 0.5 } as const

/** People of every kind that a culler tells apart, by name. No age is near a limit. */
export const people: People = {
  admin: { ...long, admin: true, servers: { '': idle } },
  teacher: { ...long, admin: true },
  idle: { ...long, servers: { '': idle } },
  busy: { ...recent, servers: { '': busy } },
  old: { ...recent, servers: { '': old } },
  unused: { ...long, servers: { '': unused } },
  fresh: { created: 0.2, active: null, servers: { '': fresh } },
  starting: { ...long, servers: { '': starting } },
  slow: { ...long, servers: { '': slow } },
  'all-idle': { ...long, servers: { '': idle, lab: idle, gpu: old } },
  mixed: { ...long, servers: { '': busy, lab: idle } },
  'half-up': { ...long, servers: { '': idle, lab: starting } },
  named: { ...recent, servers: { lab: idle, 'x-y': unused } },
  'busy-lab': { ...recent, servers: { lab: busy } },
  'c+d': { ...long, servers: { '': idle, lab: idle } },
  'b@x.org': { ...long, servers: { '': idle } },
  zoë: { ...long, servers: { '': idle } },
  '50%': { ...long, servers: { '': idle, lab: idle } },
  both: { ...recent, servers: { '': busy, lab: old } },
  'g h': long,
  漢字: long,
  gone: long,
  recent,
  'never-seen': { created: 40, active: null },
  new: { created: 0.3, active: null },
}

/** A server with its owner. */
export interface AgedServer extends Age {
  readonly user: string
  readonly name: string
}

/** All servers of people. */
export const serversOf = (everybody: People): AgedServer[] =>
  Object.entries(everybody).flatMap(([user, person]) =>
    Object.entries(person.servers ?? {}).map(([name, age]) => Object.assign({ user, name }, age)),
  )

/** Those of {@link people}. */
export const agedServers: readonly AgedServer[] = serversOf(people)
