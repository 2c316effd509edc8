import { HubServerError } from 'jupyterhub-client'
import type { Identity, JupyterHub, Scope } from 'jupyterhub-client'
import type { TrialHub } from '../hubs/trial-hub.ts'
import { caught } from '../../src/caught.ts'
import { clientOf, noteSecret, trialHub } from '../trial.ts'

/** Someone with a token. */
export interface Holder {
  /** What it may do, in a line. */
  readonly name: string
  readonly token: string
  /** As the hub tells it. */
  readonly identity: Identity
  /** What the token was made with, if it was. */
  readonly scopes?: readonly string[] | undefined
}

/** A hub to ask, with those that are asked about. */
export interface Scene {
  readonly running: TrialHub
  /** Base of the API at the hub itself: the proxy before it would take as long again. */
  readonly apiUrl: string
  /** May do everything. */
  readonly root: JupyterHub
  /** Makes a token of a user with some scopes, and no more. */
  readonly hold: (user: string, scopes: readonly string[]) => Promise<Holder>
}

/** Who is let do what besides: a user who is no admin, and services. */
const assignments = [
  { name: 'helper', scopes: ['admin:users', 'tokens', 'servers'], users: ['helper'] },
  { name: 'minter-ada', scopes: ['tokens!user=ada'], services: ['minter-ada'] },
  { name: 'group-staff', scopes: ['tokens!group=staff'], services: ['group-staff'] },
  { name: 'reader-ada', scopes: ['tokens!service=ada', 'list:users'], services: ['reader-ada'] },
  { name: 'starter', scopes: ['tokens', 'servers', 'admin:users'], services: ['starter'] },
]

/** Tokens of the testbed, among them all of those services. */
const testbedTokens = [
  ...['user:ada', 'user:admin', 'root', 'nobody'],
  ...assignments.flatMap(({ services = [] }) => services),
]

const hubTraits = {
  // A line for each refusal takes as long as the refusal.
  log_level: 'ERROR',
  // Nor is it to be written down every half a minute that a token is in use.
  activity_resolution: 3600,
  // Without it, `POST /users/{user}/admin-access` is refused to all.
  admin_access: true,
}

type Mint = (root: JupyterHub, user: string, scopes: readonly string[]) => Promise<string>

/** Starts a hub with the people that are asked about. */
export async function makeScene(): Promise<Scene> {
  return startScene(assignments, async (root, user, scopes) => {
    const { token } = await root.tokens.create(user, { scopes: scopes as Scope[] })
    return token
  })
}

/** The same for a hub whose tokens take no scopes: each of the sets is a role. */
export async function makeSceneOfRoles(sets: readonly (readonly string[])[]): Promise<Scene> {
  const roles = sets.map((scopes, index) => ({ name: `only-${index}`, scopes }))
  return startScene([...assignments, ...roles], async (root, user, wanted) => {
    const role = roles.find(({ scopes }) => scopes.join() === wanted.join())
    const { token } = await root.tokens.create(user, {
      roles: role === undefined ? [] : [role.name],
    })
    return token
  })
}

async function startScene(roles: readonly object[], mint: Mint): Promise<Scene> {
  const traits = { ...hubTraits, load_roles: roles }
  const running = await trialHub({ JupyterHub: traits }, true)
  const root = clientOf(running)
  await root.users.createMany(['bob'])
  await root.groups.create('other')
  const hold = async (user: string, scopes: readonly string[]): Promise<Holder> => {
    const token = await mint(root, user, scopes)
    noteSecret(token)
    const holder = await identify(running, `${user} with ${scopes.join(' ') || 'no scope'}`, token)
    return { ...holder, scopes }
  }
  return { running, apiUrl: await straightTo(root), root, hold }
}

async function straightTo(root: JupyterHub): Promise<string> {
  const routes = await root.proxy.routes().toArray()
  const route = routes.find(({ data }) => data['hub'] === true)
  if (route === undefined) throw new Error('the proxy knows no hub')
  return `${route.target.replace(/\/$/, '')}/hub/api`
}

/** Gives a user servers that the hub knows of, and that do not run. */
export async function makeServers(root: JupyterHub, user: string): Promise<void> {
  for (const name of ['', 'lab']) {
    await caught(root.servers.start(user, { name, options: { spawner: 'fail' } }), HubServerError)
  }
}

/** Who holds a token. */
async function identify(running: TrialHub, name: string, token: string): Promise<Holder> {
  return { name, token, identity: await clientOf({ ...running, adminToken: token }).whoami() }
}

/** Who holds the tokens of the testbed, and may do all that they are let. */
export async function testbedHolders({ running }: Scene): Promise<Holder[]> {
  const holders = testbedTokens.map((name) => identify(running, name, running.tokens[name] ?? ''))
  return Promise.all(holders)
}

/** Every scope of a hub, as it tells itself. */
export async function scopesOfHub(running: TrialHub): Promise<readonly string[]> {
  const { scopes = [] } = await clientOf(running).whoami()
  return scopes
}
