import { randomBytes } from 'node:crypto'
import { createHub, scopesOf } from 'jupyterhub-emulator'
import type { EmulatedHub, HubConfig, HubOptions, RoleSeed, ServiceSeed } from 'jupyterhub-emulator'
import { seed, serviceNames } from 'testbed'
import type { RunningHub } from './make-target.ts'
import type { HubSettings } from './target.ts'
import { within } from './transport.ts'

/** Which hub to emulate. */
interface Emulated {
  readonly version: string
  readonly baseUrl: string
  readonly settings: Pick<HubSettings, 'load_roles'> & Partial<HubConfig>
  /** Whether it is reached by a socket, or by its own `fetch`, without a port. */
  readonly by: 'socket' | 'fetch'
  /** Whether it has people, and groups: true unless told otherwise. */
  readonly seeded?: boolean
  /** Roles besides those of every such hub. */
  readonly moreRoles?: readonly RoleSeed[]
  readonly more?: Pick<HubOptions, 'refreshUser' | 'spawner'>
}

/** A hub that runs in this process. */
interface RunningEmulator extends RunningHub {
  readonly emulated: EmulatedHub
}

/** Where the services that sign people in have their callback; nothing listens there. */
const oauthCallback = 'http://127.0.0.1:9/callback'

const secret = (): string => randomBytes(16).toString('hex')

/** Emulates a hub of the same people, groups, services and roles as the testbed's. */
export async function startEmulator(emulated: Emulated): Promise<RunningEmulator> {
  const password = secret()
  const proxy = { api_url: 'http://127.0.0.1:8001', auth_token: secret() }
  const services = serviceSeeds()
  const { seeded = true } = emulated
  const hub = createHub({
    ...emulated.more,
    version: emulated.version,
    baseUrl: emulated.baseUrl,
    services,
    users: [{ name: 'admin', admin: true }],
    roles: roleSeeds(emulated),
    config: configFor(emulated.settings, password, proxy),
  })
  const listener = emulated.by === 'socket' ? await hub.listen() : undefined
  const serviceTokens = Object.fromEntries(services.map(({ name, api_token }) => [name, api_token]))
  const adminToken = serviceTokens['root'] ?? ''
  const userTokens = seeded ? await seed(`${hub.url}hub/api`, adminToken, hub.fetch) : {}
  const tokens: Record<string, string> = { ...serviceTokens, ...userTokens }
  return {
    emulated: hub,
    version: hub.version,
    url: hub.url,
    adminToken,
    tokens,
    password,
    oauthCallback,
    proxy,
    secrets: [...Object.values(tokens), password, proxy.auth_token],
    ...(listener === undefined && { transport: within(hub.fetch) }),
    stop: async () => listener?.close(),
  }
}

function configFor(
  given: Emulated['settings'],
  password: string,
  proxy: { readonly api_url: string; readonly auth_token: string },
): NonNullable<HubOptions['config']> {
  const { load_roles: _roles, ...settings } = given
  return {
    password,
    proxy,
    allow_named_servers: true,
    slow_spawn_timeout: 1,
    slow_stop_timeout: 1,
    cleanup_proxy: false,
    ...settings,
  }
}

function serviceSeeds(): (ServiceSeed & { readonly api_token: string })[] {
  const callback = { oauth_redirect_uri: oauthCallback }
  const more: Readonly<Record<string, Partial<ServiceSeed>>> = {
    root: { admin: true },
    web: callback,
    'web-noconfirm': { oauth_no_confirm: true, ...callback },
  }
  return serviceNames.map((name) => Object.assign({ name, api_token: secret() }, more[name]))
}

function roleSeeds({ version, settings, moreRoles = [] }: Emulated): RoleSeed[] {
  return [...(settings.load_roles ?? usualRoles(version)), ...moreRoles]
}

function usualRoles(version: string): RoleSeed[] {
  const known = new Set(scopesOf(version))
  const role = (name: string, scopes: readonly string[], owners: Partial<RoleSeed>): RoleSeed => ({
    name,
    scopes: scopes.filter((scope) => known.has(scope.split('!', 1)[0] ?? '')),
    ...owners,
  })
  const everything = [...known].filter(
    (scope) => !['self', 'inherit', '(no_scope)'].includes(scope),
  )
  return [
    role('testbed-root', everything, { services: ['root'] }),
    role('testbed-lister', ['list:users'], { services: ['lister'] }),
    role('testbed-reader-ada', ['read:users!user=ada'], { services: ['reader-ada'] }),
    role('testbed-starter', ['servers', 'read:users:name'], { services: ['starter'] }),
    role('testbed-group-staff', ['list:users!group=staff', 'read:users!group=staff'], {
      services: ['group-staff'],
    }),
    role('testbed-metrics', ['read:metrics'], { services: ['metrics'] }),
    role('testbed-minter-ada', ['tokens!user=ada'], { services: ['minter-ada'] }),
    // Any user may visit the services that sign people in.
    role(
      'user',
      ['self', 'access:services!service=web', 'access:services!service=web-noconfirm'],
      {},
    ),
  ]
}
