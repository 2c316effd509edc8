import type { Explanation, RefusalCause, Remedy } from '../models/explanation.ts'
import type { Identity } from '../models/identity.ts'
import { isRemediedByScopes, textOf } from './explanation-text.ts'
import type { Facts } from './explanation-text.ts'
import { causeOf, held, neededToo, needsOf } from './refusal.ts'
import type { Evidence } from './refusal.ts'
import { remedyByFlag, remedyByScopes } from './remedy.ts'
import { scopesBeside } from './scopes-for.ts'

/** Why the hub refused, what is missing, and what helps. */
export function explanationOf(evidence: Evidence, apiUrl: string): Explanation {
  const { error, identity, names } = evidence
  const cause = causeOf(evidence)
  const missing = missingFor(cause, evidence)
  const facts: Facts = {
    cause,
    identity: identity && {
      kind: identity.kind,
      name: identity.name,
      admin: identity.admin === true,
    },
    operation: error.operation,
    target: names,
    needs: needsOf(evidence),
    holds: held(evidence),
    missing,
    remedy: identity && remedyFor(cause, identity, missing, evidence.version),
  }
  return { ...facts, text: textOf(facts, evidence, apiUrl.replace(/api$/, '')) }
}

function missingFor(cause: RefusalCause, evidence: Evidence): string[] {
  const { error, target, version, words } = evidence
  if (cause === 'service_filter') return ['tokens']
  if (!isRemediedByScopes(cause) || error.operation === undefined) return []
  const too = neededToo(words)
  if (too !== undefined) return [too]
  return scopesBeside(held(evidence), error.operation, target, version)
}

function remedyFor(
  cause: RefusalCause,
  identity: Identity,
  missing: readonly string[],
  version: string | undefined,
): Remedy | undefined {
  if (cause === 'admin_only') return remedyByFlag(identity)
  return missing.length === 0 ? undefined : remedyByScopes(identity, missing, version)
}
