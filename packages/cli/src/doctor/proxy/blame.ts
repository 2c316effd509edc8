import type { Verdict } from '../finding.ts'
import { around, nameOf } from './forward-proxy.ts'
import type { ForwardProxy } from './forward-proxy.ts'

/**
 * Whose fault it is, of those of the proxy that leads to the hub and of one before the hub: the first does nothing to what goes through a
 * tunnel.
 *
 * @param again - What the same check came to through a tunnel of that proxy, or why there is none.
 */
export function blame(
  verdict: Verdict,
  again: Verdict | Error,
  proxy: ForwardProxy,
  origin: string,
): Verdict {
  const { says, evidence = '' } = verdict
  if (again instanceof Error) {
    return {
      ...verdict,
      evidence: `${evidence}; whether ${nameOf(proxy)} does that cannot be told: ${again.message}`,
    }
  }
  if (again.status !== 'ok') return verdict
  return {
    ...verdict,
    says: `${says} It is ${nameOf(proxy)} that does it.`,
    evidence: `${evidence}; through a tunnel of that proxy, all is well`,
    remedy: `Have that proxy leave what goes to ${origin} as it is; or ${around(origin)}`,
  }
}
