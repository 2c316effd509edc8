import type { Stage } from '../../command.ts'
import { atOnce } from '../../at-once.ts'
import { defaultConcurrency } from '../concurrency.ts'
import { patience } from '../patience.ts'
import { printTarget } from '../server-target.ts'
import type { Target } from '../server-target.ts'

/** Finds those of some servers that do not run; of which that cannot be told now is none of them. */
export async function notRunningOf(
  { hub, signal }: Stage<unknown>,
  targets: readonly Target[],
): Promise<Set<string>> {
  const idle = new Set<string>()
  const look = async (target: Target): Promise<void> => {
    try {
      const { state } = await hub.server(target.user, target.name).status({ ...patience, signal })
      if (state === 'stopped' || state === 'absent') idle.add(printTarget(target))
    } catch {
      // The stop will tell.
    }
  }
  for await (const _ of atOnce(targets, defaultConcurrency, look));
  signal.throwIfAborted()
  return idle
}
