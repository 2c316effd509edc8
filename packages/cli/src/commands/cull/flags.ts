import { usageError } from '../../errors/cli-error.ts'
import type { Policy, Rule } from '../../cull/policy.ts'
import type { OutputFlags } from '../../output/flags.ts'
import type { YesFlag } from '../../prompt/confirm.ts'
import { normalised } from '../../roster/roster.ts'

/** What `jhub cull` takes. */
export interface CullFlags extends OutputFlags, YesFlag {
  readonly timeout?: number | undefined
  readonly maxAge?: number | undefined
  readonly cullEvery?: number | undefined
  readonly every?: number | undefined
  readonly cullUsers: boolean
  readonly cullAdminUsers: boolean
  readonly cullDefaultServers: boolean
  readonly cullNamedServers: boolean
  readonly removeNamedServers: boolean
  readonly concurrency?: number | undefined
  readonly apiPageSize?: number | undefined
  readonly sslEnabled: boolean
  readonly internalCertsLocation?: string | undefined
  readonly dryRun?: boolean | undefined
  readonly rules?: string | undefined
  readonly protectUser?: readonly string[] | undefined
  readonly protectGroup?: readonly string[] | undefined
}

/** As long as jupyterhub-idle-culler lets servers be idle. */
const defaultTimeout = 600

/** What the flags say, and the file that they name. */
export async function policyOf(flags: CullFlags): Promise<Policy> {
  return {
    timeout: flags.timeout ?? defaultTimeout,
    maxAge: flags.maxAge ?? 0,
    defaultServers: flags.cullDefaultServers,
    namedServers: flags.cullNamedServers,
    removeNamed: flags.removeNamedServers,
    users: flags.cullUsers,
    adminUsers: flags.cullAdminUsers,
    protectedUsers: new Set(flags.protectUser?.map(normalised)),
    rules: await rulesOf(flags),
  }
}

async function rulesOf({ rules: file, protectGroup = [] }: CullFlags): Promise<Map<string, Rule>> {
  const rules =
    file === undefined
      ? new Map<string, Rule>()
      : await (await import('../../cull/rules.ts')).readRules(file)
  for (const group of protectGroup) rules.set(group, { ...rules.get(group), protect: true })
  return rules
}

/** Seconds between two rounds; `undefined`: there is one, as there is of what only looks. */
export function everyOf({ every, cullEvery, dryRun }: CullFlags): number | undefined {
  if (every !== undefined && cullEvery !== undefined && every !== cullEvery) {
    throw usageError('--every and --cull-every say different things', 'They mean the same.')
  }
  return dryRun === true ? undefined : (every ?? cullEvery)
}
