import { UnsupportedError } from '../errors.ts'
import type { CallOptions } from '../options.ts'
import type { Transport } from '../transport/call.ts'
import { isAtLeast } from './version.ts'

/**
 * What not every hub has, besides operations: the release that brought it.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/reference/changelog.html
 */
export const featureSince = {
  /** `state` of `users.list`. */
  stateFilter: '1.3',
  /** Roles and scopes in place of the one `admin` flag. */
  scopes: '2.0',
  /** `roles` limit a token. */
  tokenRoles: '2.0',
  /** Lists come in pages. Hubs before give all at once. */
  pagination: '2.0',
  /** `name_filter` of `users.list`. */
  nameFilter: '2.3',
  /** `scopes` limit a token. Hubs before give one that may do everything. */
  tokenScopes: '3.0',
  /** Servers that are stopped can be seen: `include_stopped_servers`. */
  stoppedServers: '3.0',
  /** Groups have properties. */
  groupProperties: '4.0',
  /** Servers can be shared with users and groups. */
  shares: '5.0',
  /** Servers can be shared by codes. */
  shareCodes: '5.0',
  /** Services can be created and deleted. */
  serviceManagement: '5.0',
  /** `sort` of `users.list`. */
  sort: '5.0',
  /** Stopping a server that starts cancels the start. Hubs before refuse. */
  cancelPendingSpawn: '5.1',
  /** Operations that name nothing need their scope without filter. */
  unfilteredScopes: '5.5.1',
  /** A server can be read, created and changed by itself, and has a `display_name`. */
  serverModels: '6.0',
  /** Options of a start stand in an envelope, `{ user_options, display_name }`. The client sends what the hub knows. */
  serverEnvelope: '6.0',
  /** Names of servers: lower-case letters, digits and single hyphens, at most 30. */
  serverNameRules: '6.0',
  /** PKCE of the hub's OAuth provider. */
  pkce: '6.0',
} as const

/** Names something that not every hub has. */
export type Feature = keyof typeof featureSince

/** Asks for the hub's version, if need be, and refuses what it would pass over in silence. */
export async function requireFeature(
  { hubVersion }: Pick<Transport, 'hubVersion'>,
  feature: Feature,
  what: string,
  options: CallOptions | undefined,
): Promise<void> {
  checkFeature(await hubVersion(options), feature, what)
}

/** Refuses what a hub of some version passes over in silence; a version that is not known passes. */
export function checkFeature(version: string | undefined, feature: Feature, what: string): void {
  const needs = featureSince[feature]
  if (version !== undefined && !isAtLeast(version, needs)) {
    throw new UnsupportedError(what, needs, version)
  }
}
