// What a program that uses the client may look like, for consumers.ts. It is compiled, never run.
import {
  ConflictError,
  ForbiddenError,
  HubError,
  HubProtocolError,
  HubResponseError,
  HubTimeoutError,
  JupyterHub,
  NotFoundError,
  SpawnFailedError,
  operations,
} from 'jupyterhub-client'
import { JupyterHub as NodeJupyterHub, nodeTransport } from 'jupyterhub-client/node'
import type { ConnectionOptions } from 'jupyterhub-client/node'
import type {
  Capabilities,
  ClientOptions,
  Group,
  Identity,
  Middleware,
  OperationId,
  Page,
  Paginated,
  ProgressEvent,
  Proxy,
  Route,
  Scope,
  Server,
  Share,
  Token,
  User,
  UserFilter,
  Users,
} from 'jupyterhub-client'

const timing: Middleware = async (request, next, context) => {
  request.headers['x-attempt'] = String(context.attempt)
  const start = performance.now()
  const response = await next(request)
  const what: OperationId | undefined = context.operation
  console.log(what ?? request.url, response.status, performance.now() - start)
  return response
}

export function connect(token: () => Promise<string>): JupyterHub {
  const options: ClientOptions = { url: 'https://hub.example.org', token, middleware: [timing] }
  return new JupyterHub(options).with({ timeout: 5000, retries: 0, headers: { 'x-team': null } })
}

export const service = (): JupyterHub =>
  JupyterHub.fromEnv({ fetch: (url, init) => fetch(url, init) })

export function onNode(certificates: Pick<ConnectionOptions, 'ca' | 'cert' | 'key'>): JupyterHub[] {
  const transport = nodeTransport({ ...certificates, connections: 8, proxy: false })
  const url = 'http+unix://%2Frun%2Fhub.sock'
  const named: NodeJupyterHub = new NodeJupyterHub({ url, token: null })
  return [new JupyterHub({ url, token: null, transport }), named, NodeJupyterHub.fromEnv()]
}

export async function lists(hub: JupyterHub, signal: AbortSignal): Promise<string[]> {
  const filter: UserFilter = { state: 'active', sort: '-last_activity', limit: 50 }
  const users: Paginated<User> = hub.users.list({ ...filter, signal })
  const names: string[] = []
  for await (const user of users) {
    const seen: string | null | undefined = user.last_activity
    const server: Server | undefined = user.servers?.['']
    if (server?.ready === true && seen != null) names.push(user.name)
  }
  for await (const page of hub.groups.list().pages()) {
    const { items, total }: Page<Group> = page
    if (items.length > total) names.push('more than there are')
  }
  const first: Group | undefined = await hub.groups.list().first()
  const tokens: Token[] = await hub.tokens.list('ada').toArray({ max: 10 })
  const shares: Share[] = await hub.shares.ofOwner('ada').toArray()
  return [...names, ...(first?.users ?? []), ...tokens.map(({ id }) => id), `${shares.length}`]
}

export async function calls(hub: JupyterHub): Promise<string> {
  const who: Identity = await hub.whoami()
  const owner = who.kind === 'service' ? who.name : (who.admin ?? false)
  const scopes: readonly Scope[] = ['read:users', 'servers!user=ada', 'custom:x:y', 'self']
  const { token } = await hub.tokens.create('ada', {
    note: 'ci',
    expires_in: 3600,
    scopes: [...scopes],
  })
  const can: Capabilities = await hub.capabilities()
  const { since } = operations['GET /users/{user}/servers/{server}'] as { since?: string }
  const raw = await hub.request<{ version: string }>({ path: '/' }, { totalTimeout: 1000 })
  await hub.users.update('ada', { admin: true })
  await hub.groups.addUsers('staff', ['ada'])
  return [owner, token.length, can.version, since, raw.version].join(' ')
}

export async function progress(hub: JupyterHub, show: (percent: number) => void): Promise<string> {
  const { pending } = await hub.servers.start('ada', { name: 'lab', options: { image: 'x' } })
  if (!pending) return 'ready'
  const events: AsyncIterable<ProgressEvent> = hub.servers.progress('ada', 'lab')
  for await (const event of events) {
    if (event.progress !== undefined) show(event.progress)
    if (event.failed === true) throw new SpawnFailedError('failed', 'ada', 'lab', [event])
    const extra: unknown = event['spawner_field']
    if (extra === event.url) break
  }
  return (await hub.servers.get('ada', 'lab')).url
}

export function explain(error: unknown): string {
  if (ForbiddenError.isInstance(error)) return error.requiredScopes.join()
  if (error instanceof HubTimeoutError) return `${error.clock} ${error.ms}`
  if (NotFoundError.isInstance(error) || ConflictError.isInstance(error)) return error.message
  if (HubResponseError.isInstance(error)) return `${error.status} ${error.hubVersion ?? 'a proxy'}`
  if (HubProtocolError.isInstance(error)) return error.url
  if (HubError.isInstance(error)) return error.code
  return String(error)
}

/** A list that asks nobody. */
function listOf<T>(...items: T[]): Paginated<T> {
  return {
    async *pages() {
      yield { items, offset: 0, limit: items.length, total: items.length, next: null }
    },
    async *[Symbol.asyncIterator]() {
      yield* items
    },
    first: async () => items[0],
    toArray: async ({ max = items.length } = {}) => items.slice(0, max),
  }
}

/** Interfaces can be stood in for by plain objects, in whole or in part. */
export function fakes(
  ada: User,
): [Proxy, Pick<Users, 'list' | 'create'>, Pick<JupyterHub, 'whoami'>] {
  const proxy: Proxy = {
    routes: () => listOf<Route>(),
    sync: async () => {},
    configure: async ({ api_url }) => console.log(api_url),
  }
  const users: Pick<Users, 'list' | 'create'> = {
    list: () => listOf(ada),
    create: async (name, { admin = false } = {}) => ({ kind: 'user', name, admin }),
  }
  return [proxy, users, { whoami: async () => ada }]
}

/** Mistakes do not compile. */
export function mistakes(hub: JupyterHub): unknown[] {
  return [
    // @ts-expect-error: no such option
    new JupyterHub({ url: 'https://hub.example.org', token: '', tiemout: 1 }),
    // @ts-expect-error: a token, or null, is needed
    new JupyterHub({ url: 'https://hub.example.org' }),
    // @ts-expect-error: no such filter
    hub.users.list({ state: 'asleep' }),
    // @ts-expect-error: no such scope
    hub.tokens.create('ada', { scopes: ['read:userz'] }),
    // @ts-expect-error: no such operation
    operations['GET /nothing'],
  ]
}
