import { HubResponseError } from 'jupyterhub-client'
import type { Stage } from '../../command.ts'
import { carryOut } from '../../cull/carry-out.ts'
import type { Culled } from '../../cull/carry-out.ts'
import type { Item } from '../../cull/plan.ts'
import type { Policy } from '../../cull/policy.ts'
import { messageOf } from '../../errors/message-of.ts'
import { report } from '../../errors/report.ts'
import { exitCodes } from '../../exit-codes.ts'
import type { ExitCode } from '../../exit-codes.ts'
import { namesOf } from '../../prompt/names.ts'
import { defaultConcurrency } from '../concurrency.ts'
import type { CullFlags } from './flags.ts'
import { targetOf } from './shape.ts'

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

/**
 * Tells of what failed. To explain a refusal the hub is asked; of each kind that is done for the first, and the others are counted.
 *
 * @returns What the first failure ends the program with.
 */
export async function reportFailures(
  { io, hub, out, debug }: Stage<CullFlags>,
  culled: readonly Culled[],
): Promise<ExitCode> {
  const kinds = new Map<string, Culled[]>()
  for (const one of culled.filter(({ outcome }) => outcome === 'failed')) {
    const kind = kindOf(one)
    kinds.set(kind, [...(kinds.get(kind) ?? []), one])
  }
  let code: ExitCode = exitCodes.ok
  for (const [first, ...others] of kinds.values()) {
    const failed = await report(first?.error, io, { hub, debug })
    code ||= failed
    if (others.length > 0) out.note(`The same with ${namesOf(others.map(targetOf))}.`)
  }
  return code
}

/** Whatever is alike for two of one kind has one cause, most likely. */
const kindOf = ({ action, error }: Culled): string =>
  HubResponseError.isInstance(error)
    ? `${action} ${error.name} ${error.status}`
    : `${action} ${messageOf(error)}`
