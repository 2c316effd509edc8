import type { Clock } from './clock.ts'

const longestLoadMs = 10_000

/** Pages that are being loaded for their cookie. */
const loading = new Map<string, Promise<void>>()

/**
 * The XSRF token that the hub has given this page in a cookie; `''` for none. Not to be kept, as a login in another tab
 * changes it.
 */
export function readXsrf(): string {
  // The first of several is that of the longest path, which is the hub's: other programs of its host have theirs at `/`.
  return /(?:^|;)\s*_xsrf="?([^;"]*)/.exec(document.cookie)?.[1] ?? ''
}

/** The token to send in place of one that was refused: the same again if the hub gives no other. */
export async function xsrfInPlaceOf(
  refused: string,
  apiUrl: string,
  clock: Clock,
): Promise<string> {
  if (readXsrf() === refused) await loadOnce(pageOf(apiUrl), clock)
  return readXsrf()
}

/** It is there for everyone, and leads nowhere: `/hub/login` starts a server for those who are logged in. */
function pageOf(apiUrl: string): string {
  return apiUrl.replace(/api$/, 'error/200')
}

/** Of many calls that one token has failed, the first has the page loaded. */
function loadOnce(page: string, clock: Clock): Promise<void> {
  const load = loading.get(page) ?? loadPage(page, clock).finally(() => loading.delete(page))
  loading.set(page, load)
  return load
}

/**
 * Loads a page for the cookie that comes with it. Hubs since 4.1 set it only for what a browser loads as a page, which
 * `fetch` cannot do and a frame can; that they do not let their pages be shown in one comes too late to keep the cookie out.
 *
 * @see https://github.com/jupyterhub/jupyterhub/blob/main/jupyterhub/_xsrf_utils.py `get_xsrf_token`
 */
async function loadPage(page: string, clock: Clock): Promise<void> {
  const frame = document.createElement('iframe')
  frame.hidden = true
  frame.src = page
  let cancel = () => {}
  await new Promise<void>((resolve) => {
    frame.addEventListener('load', () => resolve())
    cancel = clock.after(longestLoadMs, resolve)
    document.documentElement.append(frame)
  })
  cancel()
  frame.remove()
}
