import { randomBytes } from 'node:crypto'
import { createHub } from 'jupyterhub-emulator'
import type { RoleSeed } from 'jupyterhub-emulator'
import type { HubConfig } from 'testbed'
import { onTestFinished } from 'vitest'
import { isAtLeast } from '../../src/version.ts'
import type { RealHub } from '../../trials/hubs/real.ts'
import type { TrialSettings } from '../../trials/hubs/trial-hub.ts'
import { hubVersion, noteSecret, realHub as startReal } from '../../trials/trial.ts'
import { agedServers, people, serversOf } from './people.ts'
import type { People } from './people.ts'

/** A hub whose servers are to be culled. */
export interface CulledHub {
  readonly url: string
  /** Of the service `root`, which may do everything. */
  readonly adminToken: string
  /** Of services for the culler: one that may stop servers, and one that may delete users, too. */
  readonly tokens: { readonly servers: string; readonly users: string }
  /** Makes all people and servers, which have to be there, as old as they are to be. */
  setAges(): Promise<void>
}

// The scopes that the culler's documentation names. Hub 1.x has none, and takes an admin.
const hasRoles = isAtLeast(hubVersion, '2.0')
const scopes = ['list:users', 'read:users:activity', 'read:servers', 'delete:servers']
const roles: readonly RoleSeed[] = hasRoles
  ? [
      { name: 'culler', scopes, services: ['nobody'] },
      { name: 'user-culler', scopes: [...scopes, 'admin:users'], services: ['metrics'] },
    ]
  : []
const [ofServers, ofUsers] = hasRoles ? ['nobody', 'metrics'] : ['root', 'root']

/** A stop takes long if it takes longer than this; others are done in less on a busy machine, too. */
const slow_stop_timeout = 3

/**
 * Starts a real hub.
 *
 * @param everybody - Whose ages are to be set.
 * @param traits - More of `JupyterHub`'s.
 * @param more - How else it is to be.
 */
export async function realHub(
  everybody: People = people,
  traits: HubConfig[string] = {},
  more: Partial<TrialSettings> = {},
): Promise<CulledHub & { readonly real: RealHub }> {
  const lines = `
from ages import AgesHandler
c.JupyterHub.extra_handlers = [('/api/testbed/ages', AgesHandler)]
if has_roles:
    c.JupyterHub.load_roles += ${JSON.stringify(roles)}
${more.lines ?? ''}
`
  const config = {
    Spawner: { start_timeout: 600 },
    JupyterHub: { tornado_settings: { slow_spawn_timeout: 1, slow_stop_timeout }, ...traits },
  }
  const real = await startReal(config, false, { ...more, lines })
  const { url, adminToken, tokens } = real
  return {
    real,
    url,
    adminToken,
    tokens: { servers: tokens[ofServers] ?? '', users: tokens[ofUsers] ?? '' },
    async setAges() {
      const response = await fetch(`${url}hub/api/testbed/ages`, {
        method: 'POST',
        headers: { authorization: `token ${adminToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(agesOf(everybody)),
      })
      if (!response.ok) throw new Error(`ages: ${response.status} ${await response.text()}`)
    },
  }
}

/** Emulates one. */
export async function emulatedHub(): Promise<CulledHub> {
  const secrets = Object.fromEntries(
    ['root', 'nobody', 'metrics'].map((name) => [name, randomBytes(16).toString('hex')]),
  )
  const hub = createHub({
    version: hubVersion,
    users: [{ name: 'admin', admin: true }],
    services: Object.entries(secrets).map(([name, api_token]) => ({
      name,
      api_token,
      admin: name === 'root',
    })),
    roles,
    config: { start_timeout: 600, slow_spawn_timeout: 1, slow_stop_timeout },
  })
  for (const secret of Object.values(secrets)) noteSecret(secret)
  const listener = await hub.listen()
  onTestFinished(() => listener.close())
  return {
    url: hub.url,
    adminToken: secrets['root'] ?? '',
    tokens: { servers: secrets[ofServers] ?? '', users: secrets[ofUsers] ?? '' },
    async setAges() {
      for (const [name, { created, active }] of Object.entries(people)) {
        const user = hub.state.users.get(name)
        if (user === undefined) throw new Error(`there is no ${name}`)
        user.created = agoMs(created)
        user.lastActivity = agoMs(active)
      }
      for (const { user, name, started, active } of agedServers) {
        const server = hub.state.users.get(user)?.servers.get(name)
        if (server === undefined) throw new Error(`${user} has no server '${name}'`)
        server.started = agoMs(started)
        server.lastActivity = agoMs(active)
      }
    },
  }
}

/** Milliseconds since 1970. */
function agoMs(hours: number): number
function agoMs(hours: number | null): number | null
function agoMs(hours: number | null): number | null {
  return hours === null ? null : Date.now() - hours * 3_600_000
}

/** Ages as the testbed's `ages.py` takes them. */
function agesOf(everybody: People) {
  const seconds = (hours: number | null): number | null => (agoMs(hours) ?? 0) / 1000 || null
  return {
    users: Object.entries(everybody).map(([user, { created, active }]) => ({
      user,
      created: seconds(created),
      last_activity: seconds(active),
    })),
    servers: serversOf(everybody).map(({ user, name, started, active }) => ({
      user,
      name,
      started: seconds(started),
      last_activity: seconds(active),
    })),
  }
}
