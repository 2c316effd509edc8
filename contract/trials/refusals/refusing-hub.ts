import { JupyterHub } from 'jupyterhub-client'
import type { ClientOptions, NewToken, TokenRequest } from 'jupyterhub-client'
import type { TrialHub } from '../hubs/trial-hub.ts'
import { logIn, openBrowser } from '../../src/browser.ts'
import { navigate } from '../../src/navigate.ts'
import { isAtLeast } from '../../src/version.ts'
import { hubVersion, trialHub } from '../trial.ts'

/** A hub that has good reasons to refuse much. */
export interface RefusingHub extends TrialHub {
  /** Paths below the API of all requests of clients that {@link RefusingHub.client} made. */
  readonly requests: readonly string[]
  client(token: string | null, options?: Partial<ClientOptions>): JupyterHub
  /** The service `root`, which may do everything. */
  readonly root: JupyterHub
  /** A token of a user. */
  token(user: string, request?: TokenRequest): Promise<NewToken>
  /** The cookies of a browser in which nobody is, and its XSRF token. */
  anonymousPage(): Promise<{ readonly cookie: string; readonly xsrf: string }>
  /** The cookies of a browser in which a user is logged in. */
  cookiesOf(user: string): Promise<string>
}

/** An admin of people who is no admin: the service `metrics`. */
const peopleAdmin = `c.JupyterHub.load_roles.append({
    "name": "people-admin",
    "scopes": ["admin:users", "read:metrics"],
    "services": ["metrics"],
    "users": ["ada"],
})`

/** @param lines - More lines of its `jupyterhub_config.py`. */
export async function startRefusing(lines = ''): Promise<RefusingHub> {
  const hasRoles = isAtLeast(hubVersion, '2.0')
  const hub = await trialHub(
    { JupyterHub: { authenticator_class: 'authenticators.RenewingAuthenticator' } },
    true,
    { lines: [hasRoles ? peopleAdmin : '', lines].join('\n') },
  )
  const requests: string[] = []
  const secrets = [...hub.secrets]
  const client = (token: string | null, options: Partial<ClientOptions> = {}): JupyterHub =>
    new JupyterHub({
      url: hub.url,
      token,
      retries: 0,
      fetch: (url, init) => {
        requests.push(url.slice(hub.apiUrl.length))
        return fetch(url, init)
      },
      ...options,
    })
  const root = client(hub.adminToken)
  return {
    ...hub,
    requests,
    client,
    root,
    async token(user, request) {
      const made = await root.tokens.create(user, request)
      secrets.push(made.token)
      return made
    },
    async anonymousPage() {
      const browser = openBrowser(hub.url, { navigate })
      await browser.fetch('hub/login')
      // Hubs before 4.0 give none.
      return { cookie: browser.header || '_xsrf=none', xsrf: browser.cookie('_xsrf') ?? 'none' }
    },
    async cookiesOf(user) {
      const browser = openBrowser(hub.url, { navigate })
      await logIn(browser, user, hub.password)
      secrets.push(
        ...browser.header
          .split('; ')
          .map((pair) => pair.slice(pair.indexOf('=') + 1))
          .filter((value) => value.length >= 8),
      )
      return browser.header
    },
    secrets,
  }
}
