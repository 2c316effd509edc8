import type { Stage } from '../../command.ts'
import { carryOut } from '../../cull/carry-out.ts'
import type { Culled } from '../../cull/carry-out.ts'
import type { Item } from '../../cull/plan.ts'
import type { Policy } from '../../cull/policy.ts'
import { report } from '../../errors/report.ts'
import { exitCodes } from '../../exit-codes.ts'
import type { ExitCode } from '../../exit-codes.ts'
import type { CullFlags } from './flags.ts'

/** The same as that of jupyterhub-idle-culler. */
const defaultConcurrency = 10

/** Culls what is to be. */
export const cullThese = (
  { io, hub, flags, signal }: Stage<CullFlags>,
  policy: Policy,
  items: readonly Item[],
): AsyncGenerator<Culled> =>
  carryOut(items, {
    ...{ hub, signal, policy, now: io.now },
    concurrency: flags.concurrency ?? defaultConcurrency,
  })

/** @returns What the first failure ends the program with. */
export async function reportFailures(
  { io, hub, debug }: Stage<CullFlags>,
  culled: readonly Culled[],
): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok
  for (const { outcome, error } of culled) {
    if (outcome !== 'failed') continue
    const failed = await report(error, io, { hub, debug })
    code ||= failed
  }
  return code
}
