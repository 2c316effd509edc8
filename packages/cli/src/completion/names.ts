import type { Context } from '../command.ts'
import { sources } from './sources.ts'
import type { Kind } from './sources.ts'

/** Who presses the tabulator does not wait longer. */
const patienceMs = 1500
const most = 200

/**
 * Names of the hub's that begin so; none if it does not answer soon. Where there are more than can be shown, or the hub was too slow to
 * say all, the last one is what was typed with `…`: shells then put in place nothing that only some of all have in common.
 */
export async function namesFromHub(
  { io, completing }: Context,
  kind: Kind,
  partial: string,
): Promise<string[]> {
  const names: string[] = []
  const rest = `${partial}…`
  try {
    const { chosenHub } = await import('../contexts/choose.ts')
    const { openHub } = await import('../contexts/open-hub.ts')
    const { url, token } = await chosenHub(io, completing?.hub)
    const hub = await openHub(io, { url, token, debug: false })
    const signal = AbortSignal.timeout(patienceMs)
    const quick = hub.with({ retries: 0, totalTimeout: patienceMs })
    for await (const name of sources[kind]({ hub: quick, partial, signal })) {
      if (!name.startsWith(partial)) continue
      if (names.length === most) return [...names, rest]
      names.push(name)
    }
    return names
  } catch {
    // Nobody wants to read of it in the middle of a command line.
    return names.length === 0 ? [] : [...names, rest]
  }
}

/** Names of the hubs that somebody has logged in to. */
export async function namesOfHubs({ io }: Context): Promise<string[]> {
  const { readKnownHubs } = await import('../contexts/known-hubs.ts')
  try {
    return Object.keys((await readKnownHubs(io)).hubs)
  } catch {
    return []
  }
}
