import type { ClientOptions, JupyterHub } from 'jupyterhub-client'
import type { BrowserContext, Page, Request } from 'playwright-core'
import type { TrialHub } from './hubs/trial-hub.ts'
import { addClient, logIn, openChromium } from './chromium.ts'
import { hubVersion, trialHub } from './trial.ts'

declare global {
  // What is there in a hub's page in these trials.
  var client: typeof import('jupyterhub-client')
  /** Makes the hub of this page, asked by whoever is logged in; `statuses` has the answers to all that was ever asked. */
  var pageHub: (options?: Partial<ClientOptions>) => JupyterHub
  var statuses: number[]
}

/** A page of a hub in Chromium. */
export interface HubPage {
  readonly hub: TrialHub
  readonly page: Page
  readonly context: BrowserContext
  /** All requests to the hub's API since it was opened. */
  readonly sent: readonly SentRequest[]
  /** Paths of the pages that were loaded in frames. */
  readonly frames: readonly string[]
}

/** A request of a page, with the headers that really went. */
export interface SentRequest {
  readonly url: string
  readonly headers: ReturnType<Request['allHeaders']>
}

/** Opens somebody's `/hub/home`, on one of the hubs below a prefix. */
export async function openHome(chromium: string | undefined, user: string): Promise<HubPage> {
  const context = await openChromium(chromium)
  const hub = await trialHub({}, true, { baseUrl: hubVersion === '5.5.1' ? '/pfx/' : '/' })
  const page = await logIn(context, hub, user)
  await addClient(page)
  await page.evaluate(() => {
    globalThis.statuses = []
    globalThis.pageHub = (options) =>
      new client.JupyterHub({
        url: location.href,
        token: null,
        credentials: 'include',
        totalTimeout: 30_000,
        middleware: [
          async (request, next) => {
            const response = await next(request)
            globalThis.statuses.push(response.status)
            return response
          },
        ],
        ...options,
      })
  })
  return { hub, page, context, ...watch(page, hub) }
}

function watch(page: Page, { apiUrl }: TrialHub): Pick<HubPage, 'sent' | 'frames'> {
  const sent: SentRequest[] = []
  const frames: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (url.startsWith(apiUrl)) sent.push({ url, headers: request.allHeaders() })
    if (request.isNavigationRequest() && request.frame() !== page.mainFrame()) {
      frames.push(new URL(url).pathname)
    }
  })
  return { sent, frames }
}

/** Statuses of all answers since the last time. */
export async function takeStatuses(page: Page): Promise<number[]> {
  return page.evaluate(() => globalThis.statuses.splice(0))
}

/** Who is logged in, asked by the page. */
export async function whoami(page: Page): Promise<unknown> {
  return page.evaluate(async () => (await globalThis.pageHub().whoami()).name)
}
