import { JupyterHub, operations } from 'jupyterhub-client'
import type { ClientOptions, Fetch, HttpTransport } from 'jupyterhub-client'
import { logIn, openBrowser } from './browser.ts'
import { makeRecorder } from './recorder.ts'
import type { Notes } from './results.ts'
import type { HubSettings, RawAnswer, RawCall, Target } from './target.ts'
import { bySocket } from './transport.ts'
import type { Transport } from './transport.ts'
import { hasOperation, isAtLeast } from './version.ts'
import { witness } from './witness.ts'

/** A hub that runs, whatever it is made of. */
export interface RunningHub extends Pick<
  Target,
  'version' | 'url' | 'adminToken' | 'tokens' | 'password' | 'oauthCallback' | 'proxy'
> {
  /** Everything that must be printed nowhere. */
  readonly secrets: readonly string[]
  /** How its API is reached, if not by `fetch` through its proxy. */
  readonly client?: { readonly apiUrl: string; readonly transport: HttpTransport }
  /** How it is reached, if not by a socket. */
  readonly transport?: Transport
  stop(): Promise<void>
}

/** Starts a hub of the project's version. */
export type StartHub = (settings: HubSettings) => Promise<RunningHub>

/** Makes the suites' view of a hub that runs. */
export function makeTarget(hub: RunningHub, notes: Notes, startHub: StartHub): Target {
  const { version, url, adminToken, tokens, password, oauthCallback, proxy } = hub
  const apiUrl = `${url}hub/api`
  const { transport = bySocket } = hub
  const recorder = makeRecorder(notes, apiUrl, transport)
  const watched = hub.client && recorder.watch(hub.client.transport)
  for (const value of hub.secrets) recorder.secret(value)
  let names = 0

  function withToken(token: string | null, options: Partial<ClientOptions> = {}): JupyterHub {
    if (token !== null) recorder.secret(token)
    const reach = hub.client
      ? { url: hub.client.apiUrl, transport: watched }
      : { url, fetch: recorder.fetch }
    return witness(new JupyterHub({ ...reach, token, retries: 0, ...options }), recorder)
  }

  return {
    version,
    url,
    basePath: new URL(url).pathname,
    adminToken,
    tokens,
    password,
    oauthCallback,
    proxy,
    hub: withToken(adminToken),
    withToken,
    as(name, options) {
      const token = tokens[name]
      if (token === undefined) throw new Error(`there is no token of ${name}`)
      return withToken(token, options)
    },
    raw: (call) => {
      // No `fetch` of Node's sends a body with GET.
      const asPage = (call.method ?? 'GET') === 'GET' && call.body !== undefined
      const send = watched?.fetch ?? (asPage ? recorder.navigate : recorder.fetch)
      return sendRaw(call, hub.client?.apiUrl ?? apiUrl, adminToken, send)
    },
    // With internal_ssl, servers let nobody in who does not show a certificate.
    visit: (address) => (hub.client?.transport ?? transport).fetch(address, {}),
    async browser(user) {
      const browser = openBrowser(url, recorder)
      if (user !== undefined) await logIn(browser, user, password)
      return browser
    },
    atLeast: (release) => isAtLeast(version, release),
    has: (operation) => hasOperation(version, operations[operation]),
    uniqueName: (prefix) => `${prefix}-${(names += 1)}`,
    secret(value) {
      recorder.secret(value)
      return value
    },
    async withHub(settings, use) {
      const other = await startHub(settings)
      try {
        await use(makeTarget(other, notes, startHub))
      } finally {
        await other.stop()
      }
    },
  }
}

async function sendRaw(
  { method = 'GET', path, token, headers = {}, body }: RawCall,
  apiUrl: string,
  adminToken: string,
  send: Fetch,
): Promise<RawAnswer> {
  const credential = token === undefined ? adminToken : token
  const response = await send(apiUrl + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(credential === null ? {} : { authorization: `token ${credential}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: parse(text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
