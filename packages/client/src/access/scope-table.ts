import type { BaseScope } from '../models/scope.ts'

/** A row of the table of scopes. */
export interface ScopeRow {
  /** What it allows, with the things that a filter narrows in braces: `{users}`, `{servers}`, `{groups}`, `{services}`. */
  readonly says: string
  /** Scopes that it holds within itself. */
  readonly includes?: readonly BaseScope[]
  /** First hub release that has it; 2.0 unless given. */
  readonly since?: string
}

/**
 * Every scope of hubs 2.0 to 6.0.
 *
 * @see https://github.com/jupyterhub/jupyterhub/blob/main/jupyterhub/scopes.py `scope_definitions`
 */
// prettier-ignore
export const scopeTable: Readonly<Record<BaseScope, ScopeRow>> = {
  'access:servers': { says: 'open {servers}' },
  'access:services': { says: 'open {services}' },
  'admin-ui': { says: 'open the admin page', since: '3.0' },
  'admin:auth_state': { says: 'read what the authenticator keeps about {users}' },
  'admin:groups': { says: 'create, change and delete {groups}', includes: ['groups', 'read:roles:groups', 'delete:groups'] },
  'admin:server_state': { says: 'read the internal state of {servers}' },
  'admin:servers': { says: 'start, stop and delete {servers}, and read their internal state', includes: ['admin:server_state', 'servers'] },
  'admin:services': { says: 'create, see and delete {services}', includes: ['list:services', 'read:services', 'read:roles:services'], since: '5.0' },
  'admin:users': { says: 'create, change and delete {users}, and read what the authenticator keeps about them', includes: ['admin:auth_state', 'users', 'read:roles:users', 'delete:users'] },
  'delete:groups': { says: 'delete {groups}' },
  'delete:servers': { says: 'stop and delete {servers}' },
  'delete:users': { says: 'delete {users}' },
  'groups': { says: 'see {groups} and change their members and properties', includes: ['read:groups', 'list:groups'] },
  'groups:shares': { says: 'see and leave servers that are shared with {groups}', includes: ['read:groups:shares'], since: '5.0' },
  'list:groups': { says: 'list {groups} by name', includes: ['read:groups:name'] },
  'list:services': { says: 'list {services} by name', includes: ['read:services:name'] },
  'list:users': { says: 'list {users} by name', includes: ['read:users:name'] },
  'proxy': { says: 'read and change the routes of the proxy' },
  'read:groups': { says: 'see {groups} with their members and properties', includes: ['read:groups:name'] },
  'read:groups:name': { says: 'see {groups} by name' },
  'read:groups:shares': { says: 'see servers that are shared with {groups}', since: '5.0' },
  'read:hub': { says: 'see what the hub is made of' },
  'read:metrics': { says: 'read the metrics of the hub', since: '2.1' },
  'read:roles': { says: 'see the roles of users, services and groups', includes: ['read:roles:users', 'read:roles:services', 'read:roles:groups'] },
  'read:roles:groups': { says: 'see the roles of {groups}' },
  'read:roles:services': { says: 'see the roles of {services}' },
  'read:roles:users': { says: 'see the roles of {users}' },
  'read:servers': { says: 'see {servers} and follow how they start', includes: ['read:users:name'] },
  'read:services': { says: 'see {services}', includes: ['read:services:name'] },
  'read:services:name': { says: 'see {services} by name' },
  'read:shares': { says: 'see with whom {servers} are shared', since: '5.0' },
  'read:tokens': { says: 'see the tokens of {users}, without their secrets' },
  'read:users': { says: 'see {users} with their groups and activity', includes: ['read:users:name', 'read:users:groups', 'read:users:activity'] },
  'read:users:activity': { says: 'see when {users} were last active' },
  'read:users:groups': { says: 'see the groups of {users}' },
  'read:users:name': { says: 'see {users} by name' },
  'read:users:shares': { says: 'see servers that are shared with {users}', since: '5.0' },
  'servers': { says: 'see, start, stop and delete {servers}', includes: ['read:servers', 'start:servers', 'delete:servers'] },
  'shares': { says: 'open and share {servers}', includes: ['access:servers', 'read:shares', 'users:shares', 'groups:shares'], since: '5.0' },
  'shutdown': { says: 'shut the hub down' },
  'start:servers': { says: 'start {servers}', since: '6.0' },
  'tokens': { says: 'see, make and revoke tokens of {users}', includes: ['read:tokens'] },
  'users': { says: 'list and see {users}, and record their activity', includes: ['read:users', 'list:users', 'users:activity'] },
  'users:activity': { says: 'record the activity of {users}', includes: ['read:users:activity'] },
  'users:shares': { says: 'see and leave servers that are shared with {users}', includes: ['read:users:shares'], since: '5.0' },
}

/** What `self` stands for: what every user may do to itself. */
export const selfScopes: readonly BaseScope[] = [
  'read:users',
  'users:shares',
  'read:shares',
  'users:activity',
  'servers',
  'tokens',
  'access:servers',
]

/** First hub release that has roles and scopes. */
export const scopesSince = '2.0'

/** What hubs have not always decided as they do now: the first release that does. */
export const decidesSince = {
  /** Any scope that would do does. Hubs before look no further than the first one that is held. */
  anyScope: '5.0',
  /** A filter `!server=` does not carry over to scopes about users. Hubs before keep it there, and tell the user's name. */
  serverFilters: '3.0',
  /** Every token may see the name and the groups of its owner. */
  identifyingTokens: '3.0',
} as const

/** Releases from one on, up to another that is no longer among them, or for good. */
export type Releases = readonly (readonly [since: string, until?: string])[]

/** The same of what a fix has changed in older lines, too. */
export const decidesIn: Readonly<Record<'adminGuard' | 'serviceTokens', Releases>> = {
  /** None but admins change admins. */
  adminGuard: [['4.1.6', '5.0'], ['5.1']],
  /** A service makes tokens for those whom its scope is narrowed to. Others take their names for those of services. */
  serviceTokens: [['5.5.3', '6.0'], ['6.1']],
}
