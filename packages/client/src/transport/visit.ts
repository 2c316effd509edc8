import { Deadline } from './deadline.ts'
import type { Settings } from './plan.ts'

const longestMs = 10_000

/**
 * Whether a URL behind the hub's proxy is answered by something else than the hub, which redirects to itself what the proxy
 * knows no route for. No token goes along.
 *
 * @param ms - How long the answer may take.
 * @throws The caller's reason if its signal aborts.
 */
export async function isAnsweredElsewhere(
  { apiUrl, clock, fetch }: Pick<Settings, 'apiUrl' | 'clock' | 'fetch'>,
  url: string,
  ms: number,
  caller: AbortSignal | undefined,
): Promise<boolean> {
  const deadline = new Deadline(
    clock,
    caller,
    Math.min(ms, longestMs),
    () => new Error('no answer'),
  )
  const { signal } = deadline
  const ask = async (): Promise<boolean> => {
    const response = await (fetch ?? globalThis.fetch)(url, { redirect: 'manual', signal })
    await response.body?.cancel()
    // The hub may know itself by another name than the client does.
    const to = new URL(response.headers.get('location') ?? url, url).pathname
    const isHub = to.startsWith(new URL(apiUrl).pathname.replace(/api$/, 'user/'))
    return response.status < 500 && !isHub
  }
  try {
    return await deadline.race(ask())
  } catch {
    // Nobody answers yet.
    caller?.throwIfAborted()
    return false
  } finally {
    deadline.dispose()
  }
}
