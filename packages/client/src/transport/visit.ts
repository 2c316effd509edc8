import { startDeadline } from './deadline.ts'
import type { Settings } from './plan.ts'

const timeoutMs = 10_000

/**
 * Whether a URL behind the hub's proxy is answered by something else than the hub, which redirects to itself what the proxy
 * knows no route for. No token goes along.
 *
 * @throws The caller's reason if its signal aborts.
 */
export async function isAnsweredElsewhere(
  { apiUrl, clock, fetch }: Pick<Settings, 'apiUrl' | 'clock' | 'fetch'>,
  url: string,
  caller: AbortSignal | undefined,
): Promise<boolean> {
  const deadline = startDeadline(clock, caller, timeoutMs, () => new Error('no answer'))
  const { signal } = deadline
  const ask = async (): Promise<boolean> => {
    const response = await (fetch ?? globalThis.fetch)(url, { redirect: 'manual', signal })
    await response.body?.cancel()
    const to = new URL(response.headers.get('location') ?? url, url).href
    return response.status < 500 && !to.startsWith(apiUrl.replace(/api$/, 'user/'))
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
